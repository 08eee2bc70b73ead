import type { Call, InputPart, PartInput, UserError, VariantPart } from '../domain.ts'
import { isForeign, isReserved } from './namespaces.ts'
import { type Prepared, prepareMetafield } from './prepare.ts'
import { metafieldsOf, removeMetafield } from './table.ts'

interface Entry {
  namespace?: string | null
  key?: string | null
  type?: string | null
  value?: string | null
}

/** Metafields of a product that is written as a whole. */
export const productMetafields: InputPart = (input) => partOf(input, 'PRODUCT', input.product?.id ?? null)

/** Metafields of a variant that is written as a whole. */
export const variantMetafields: VariantPart = (input) => partOf(input, 'PRODUCTVARIANT', input.variant?.id ?? null)

function partOf({ call, value, path, mutation }: PartInput, ownerType: string, ownerId: string | null) {
  const entries = (value ?? []) as Entry[]
  const rows = entries.map((entry, place) =>
    prepareMetafield(call, { ...entry, ownerType, ownerId }, [...path, String(place)]),
  )
  return {
    errors: rows.flatMap(({ errors }) => errors.map((one) => asErrorOf(mutation, one))),
    write: ({ id }: { readonly id: string }) => {
      if (mutation === 'productSet') removeOthers(call, id, rows)
      for (const row of rows) row.write(id)
    },
  }
}

/** The list of `productSet` is the whole. That it reaches every namespace that the app sees is our strict reading. */
function removeOthers({ store, appId }: Call, ownerId: string, rows: readonly Prepared[]): void {
  const kept = new Set(rows.map(({ place }) => `${place.namespace}.${place.key}`))
  for (const metafield of metafieldsOf(store, ownerId)) {
    const { namespace, key } = metafield
    if (kept.has(`${namespace}.${key}`) || isForeign(namespace, appId) || isReserved(namespace)) continue
    removeMetafield(store, metafield)
  }
}

/** The enums of products say less, and those of variants less still. */
function asErrorOf(mutation: PartInput['mutation'], { field, message, code }: UserError): UserError {
  if (mutation !== 'productSet') return { field, message, code: 'INVALID_INPUT' }
  return { field, message, code: code === 'CAPABILITY_VIOLATION' ? code : 'INVALID_METAFIELD' }
}
