import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '../../../../model/json.ts'
import type { Change } from '../../../../model/target.ts'
import { INVENTORY, type MetafieldName, OPTIONS, VARIANT } from '../names.ts'
import type { SeenProduct, SeenVariant } from '../seen.ts'
import { counted, newVariant } from './create-input.ts'
import { type Shape, wholePiece } from './update-options.ts'
import type { Matched, Matching } from './update-parts.ts'
import { inLots, MOST_ENTRIES } from './write-lots.ts'
import { MUTATION_COST, type Piece } from './write-pieces.ts'
import { metafieldsOf, optionsIn, optionValues, type TypeOf, variantInput } from './write-values.ts'

export interface VariantFacts {
  keyMetafield: MetafieldName
  /** gid; `null`: the change names no quantity. */
  location: string | null
  typeOf: TypeOf
  /** Of the run and the operation; `null`: nobody says. */
  by: string | null
}

/** What makes, takes away and changes variants, each by the narrowest mutation. */
export function variantPieces(
  matching: Matching,
  shape: Shape,
  { product, before, facts }: { product: SeenProduct; before: SeenProduct; facts: VariantFacts },
): Piece[] {
  const { id } = product
  const set = shape.whole
    ? [wholePiece(shape, product, facts)]
    : [...createPieces(id, matching.made, facts), ...deletePieces(id, matching.gone)]
  const changes = matching.known
    .map((one) => changeOf(one, { whole: shape.whole, facts }))
    .filter((change) => change !== null)
  return [...set, ...updatePieces(id, changes), ...stockPieces(matching, before, facts)]
}

function createPieces(id: string, made: readonly Change[], facts: VariantFacts): Piece[] {
  const variants = made.map((part) => bulkVariant(newVariant(part, facts)))
  return inLots(variants, MOST_ENTRIES).map((lot) =>
    piece('productVariantsBulkCreate', id, {
      variants: { type: '[ProductVariantsBulkInput!]!', value: lot },
      strategy: { type: 'ProductVariantsBulkCreateStrategy', value: 'PRESERVE_STANDALONE_VARIANT' },
    }),
  )
}

/** The same variant in the words of the bulk mutations. */
function bulkVariant({ inventoryQuantities, ...input }: JsonObject): JsonObject {
  if (!Array.isArray(inventoryQuantities)) return input
  const quantities = (inventoryQuantities as JsonObject[]).map(({ locationId = null, quantity = null }) => {
    return { locationId, availableQuantity: quantity }
  })
  return { ...input, inventoryQuantities: quantities }
}

function deletePieces(id: string, gone: readonly SeenVariant[]): Piece[] {
  return inLots(gone, MOST_ENTRIES).map((lot) =>
    piece('productVariantsBulkDelete', id, {
      variantsIds: { type: '[ID!]!', value: lot.map((variant) => variant.id) },
    }),
  )
}

function updatePieces(id: string, changes: readonly JsonObject[]): Piece[] {
  return inLots(changes, MOST_ENTRIES).map((lot) =>
    piece('productVariantsBulkUpdate', id, { variants: { type: '[ProductVariantsBulkInput!]!', value: [...lot] } }),
  )
}

function piece(mutation: string, productId: string, args: Piece['args']): Piece {
  return { mutation, args: { productId: { type: 'ID!', value: productId }, ...args }, coded: true, cost: MUTATION_COST }
}

/** `null`: nothing of the variant itself is written. */
function changeOf(
  { part, variant, adopts }: Matched,
  { whole, facts }: { whole: boolean; facts: VariantFacts },
): JsonObject | null {
  const { fields } = part
  const metafields: JsonObject[] = metafieldsOf(fields, { owner: VARIANT, typeOf: facts.typeOf }).set
  if (adopts) metafields.unshift({ ...facts.keyMetafield, value: part.key })
  const moves = !whole && Object.hasOwn(fields, OPTIONS)
  const input = {
    ...variantInput(fields),
    ...(moves ? { optionValues: optionValues(optionsIn(fields)) } : {}),
    ...(metafields.length > 0 ? { metafields } : {}),
  }
  const isCounted = variant.available === null && typeof fields[INVENTORY] === 'number'
  const all = isCounted ? counted(input) : input
  return Object.keys(all).length === 0 ? null : { id: variant.id, ...all }
}

/** Quantities of variants that are there: compared with what was read, and each but once whoever asks again. */
function stockPieces({ known }: Matching, before: SeenProduct, { location, by }: VariantFacts): Piece[] {
  if (location === null) return []
  const wanted = known.flatMap(({ part, variant }) => {
    const quantity = part.fields[INVENTORY]
    if (typeof quantity !== 'number' || variant.inventoryItem === null || variant.available === quantity) return []
    const read = before.variants.find(({ id }) => id === variant.id)?.available ?? null
    return [{ item: variant.inventoryItem, quantity, available: variant.available, read }]
  })
  const unstocked = wanted.filter(({ available }) => available === null)
  const stocked = wanted.filter(({ available }) => available !== null)
  return [
    ...unstocked.map(({ item, quantity }) => activatePiece({ item, quantity, location }, by)),
    ...inLots(stocked, MOST_ENTRIES).map((lot) => {
      const quantities = lot.map(({ item, quantity, read }) => {
        return { inventoryItemId: item, locationId: location, quantity, changeFromQuantity: read }
      })
      const input = { name: 'available', reason: 'correction', quantities }
      return once('inventorySetQuantities', by, {
        args: { input: { type: 'InventorySetQuantitiesInput!', value: input } },
        coded: true,
      })
    }),
  ]
}

function activatePiece(
  { item, quantity, location }: { item: string; quantity: number; location: string },
  by: string | null,
): Piece {
  return once('inventoryActivate', by, {
    args: {
      inventoryItemId: { type: 'ID!', value: item },
      locationId: { type: 'ID!', value: location },
      available: { type: 'Int', value: quantity },
    },
    coded: false,
  })
}

/** The same operation with the same values has the same key, with other values another: a failed one is not kept back. */
function once(mutation: string, by: string | null, given: Pick<Piece, 'args' | 'coded'>): Piece {
  const values: Json[] = Object.values(given.args).map(({ value }) => value)
  const key = createHash('sha256')
    .update(JSON.stringify([by, mutation, values]))
    .digest('hex')
    .slice(0, 40)
  return { mutation, key, cost: MUTATION_COST, ...given }
}
