import { type Fields, texts } from '../../../../model/fields.ts'
import type { JsonObject } from '../../../../model/json.ts'
import type { Change } from '../../../../model/target.ts'
import { BASELINE_FIELD, GALLERY, INVENTORY, type MetafieldName, PRODUCT, VARIANT } from '../names.ts'
import {
  metafieldsOf,
  NO_OPTION,
  optionsIn,
  optionValues,
  productInput,
  type TypeOf,
  variantInput,
} from './write-values.ts'

export interface CreateFacts {
  keyMetafield: MetafieldName
  /** gid; `null`: no quantities are written. */
  location: string | null
  /** gids of the collections to be in. */
  collections: readonly string[]
  /** The value of the baseline's metafield; `null`: there is none. */
  baseline: string | null
  typeOf: TypeOf
}

/** A whole product as `productSet` takes it. It is named by its key, so that it can never be made twice. */
export function createVariables({ key, fields, parts }: Change, facts: CreateFacts): JsonObject {
  const { keyMetafield, baseline, typeOf } = facts
  const metafields = [
    { ...keyMetafield, value: key },
    ...metafieldsOf(fields, { owner: PRODUCT, typeOf }).set,
    ...(baseline === null ? [] : [{ ...BASELINE_FIELD, type: 'json', value: baseline }]),
  ]
  const files = texts(fields[GALLERY]).map((id) => ({ id }))
  const given = productInput(withoutNull(fields))
  return {
    identifier: { customId: { ...keyMetafield, value: key } },
    input: {
      ...given,
      ...(Array.isArray(fields.tags) && fields.tags.length > 0 ? { tags: texts(fields.tags) } : {}),
      ...(facts.collections.length > 0 ? { collections: [...facts.collections] } : {}),
      ...(files.length > 0 ? { files } : {}),
      metafields,
      ...(parts.length > 0
        ? { productOptions: optionsOf(parts), variants: parts.map((part) => newVariant(part, facts)) }
        : {}),
    },
  }
}

/** Options in the order in which variants name them, and their values likewise. */
function optionsOf(parts: readonly Pick<Change, 'fields'>[]): JsonObject[] {
  const values = new Map<string, Set<string>>()
  for (const { fields } of parts) {
    for (const [name, value] of Object.entries(optionsIn(fields) ?? {})) {
      values.set(name, (values.get(name) ?? new Set()).add(value))
    }
  }
  if (values.size === 0) values.set(NO_OPTION.name, new Set([NO_OPTION.value]))
  return [...values].map(([name, names]) => ({ name, values: [...names].map((value) => ({ name: value })) }))
}

type VariantFacts = Pick<CreateFacts, 'keyMetafield' | 'location' | 'typeOf'>

/** A variant that `productSet` makes. */
export function newVariant({ key, fields }: Pick<Change, 'key' | 'fields'>, facts: VariantFacts): JsonObject {
  const { keyMetafield, location, typeOf } = facts
  const given = withoutNull(fields)
  const input = {
    ...variantInput(given),
    optionValues: optionValues(optionsIn(fields)),
    metafields: [{ ...keyMetafield, value: key }, ...metafieldsOf(given, { owner: VARIANT, typeOf }).set],
  }
  if (location === null || given[INVENTORY] === undefined) return input
  const quantity = Number(given[INVENTORY])
  return { ...counted(input), inventoryQuantities: [{ locationId: location, name: 'available', quantity }] }
}

/** What nobody counts has no quantity. */
export function counted({ inventoryItem, ...input }: JsonObject): JsonObject {
  return { ...input, inventoryItem: { ...(inventoryItem as JsonObject | undefined), tracked: true } }
}

function withoutNull(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
