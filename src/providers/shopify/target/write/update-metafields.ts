import type { JsonObject } from '../../../../model/json.ts'
import { BASELINE_FIELD, type MetafieldName, PRODUCT, VARIANT } from '../names.ts'
import type { SeenProduct } from '../seen.ts'
import type { Matched } from './update-parts.ts'
import { inLots, MOST_ENTRIES } from './write-lots.ts'
import { MUTATION_COST, type Piece } from './write-pieces.ts'
import { type MetafieldInput, metafieldsOf, type TypeOf } from './write-values.ts'

/** Metafields in one mutation (shopify.dev, metafieldsSet). */
export const MOST_METAFIELDS = 25

/** Metafields of a product that are written for themselves: those with a value say what was there when they were read. */
export function managedMetafields(
  fields: SeenProductFields,
  { before, typeOf }: { before: SeenProduct; typeOf: TypeOf },
): { set: JsonObject[]; clear: MetafieldName[] } {
  const { set, clear } = metafieldsOf(fields, { owner: PRODUCT, typeOf })
  const compared = set.map((metafield) => ({
    ownerId: before.id,
    ...metafield,
    // Without a digest nothing may be there.
    compareDigest: before.digests[`${metafield.namespace}.${metafield.key}`] ?? null,
  }))
  return { set: compared, clear }
}

type SeenProductFields = Parameters<typeof metafieldsOf>[0]

export function setPieces(metafields: readonly JsonObject[]): Piece[] {
  return inLots(metafields, MOST_METAFIELDS).map((lot) => ({
    mutation: 'metafieldsSet',
    args: { metafields: { type: '[MetafieldsSetInput!]!', value: lot } },
    coded: true,
    cost: MUTATION_COST,
  }))
}

interface Owned extends MetafieldName {
  ownerId: string
}

export function clearPieces(metafields: readonly Owned[]): Piece[] {
  return inLots(metafields, MOST_ENTRIES).map((lot) => ({
    mutation: 'metafieldsDelete',
    args: { metafields: { type: '[MetafieldIdentifierInput!]!', value: lot.map((one) => ({ ...one })) } },
    coded: false,
    cost: MUTATION_COST,
  }))
}

/** Metafields that variants are not to have any more: no mutation of variants takes them away. */
export function clearedOfVariants(known: readonly Matched[], typeOf: TypeOf): Owned[] {
  return known.flatMap(({ part, variant }) =>
    metafieldsOf(part.fields, { owner: VARIANT, typeOf }).clear.map((name) => ({ ownerId: variant.id, ...name })),
  )
}

/** A baseline as a metafield; it has no definition, so that its type is said. @param value As it is stored. */
export function baselineInput(value: string): MetafieldInput {
  return { ...BASELINE_FIELD, type: 'json', value }
}
