import type { Json } from '../../model/json.ts'
import type { Call } from './call.ts'
import { storedValue } from './completeness.ts'
import { assetsOf } from './media.ts'
import { fieldType } from './operators.ts'
import type { Product } from './records.ts'
import { type Field, type Fields, ownField } from './searchable.ts'
import { parseTime } from './times.ts'

/** Before the label of an attribute. */
export const ATTRIBUTE = 'attributes.'
/** Before the label of a relationship. */
export const RELATIONSHIP = 'relationships.'

/** What a search can filter and order by. */
export function productField(call: Call, name: string): Field<Product> | undefined {
  const { store } = call
  if (!name.startsWith(ATTRIBUTE)) return ownField(systemFields(call), name)
  const attribute = store.attribute(name.slice(ATTRIBUTE.length))
  if (!attribute) return undefined
  const type = fieldType(attribute.type)
  const read = (product: Product) => storedValue(store, product, attribute)
  return { type, value: type === 'date' ? (product) => dayOf(read(product)) : read }
}

function dayOf(value: Json | undefined): number | undefined {
  return typeof value === 'string' ? (parseTime(value) ?? undefined) : undefined
}

/** Custom attributes need their prefix; `product_family_id` is neither found nor returned. */
export function systemFields(call: Call): Fields<Product> {
  const { store } = call
  return {
    id: { type: 'id', value: ({ id }) => id },
    sku: { type: 'sku', value: ({ sku }) => sku },
    label: { type: 'text', value: ({ label }) => label ?? undefined },
    gtin: { type: 'text', value: ({ gtin }) => gtin ?? undefined },
    status: { type: 'status', value: ({ status }) => status },
    created: { type: 'date', value: ({ created }) => created },
    modified: { type: 'date', value: ({ modified }) => modified },
    thumbnail: { type: 'media', value: ({ thumbnail }) => thumbnail ?? undefined },
    assets: { type: 'media', value: (product) => listed([...assetsOf(store, product)]) },
    categories: { type: 'categories', value: ({ categories }) => listed([...categories]) },
    num_variations: { type: 'number', value: ({ id }) => store.index.variantsOf(id).length },
    [parentKey(call)]: { type: 'id', value: ({ parent }) => parent ?? undefined },
    static_lists: { type: 'static', value: () => undefined },
  }
}

function listed(ids: string[]): Json | undefined {
  return ids.length > 0 ? ids : undefined
}

/** How that version names the parent. */
export function parentKey(call: Call): '_parent_id' | 'parent_id' {
  return call.version === 'v1' ? '_parent_id' : 'parent_id'
}

/** True for what a search can show. */
export function hasColumn(call: Call, name: string): boolean {
  if (name.startsWith(ATTRIBUTE)) return call.store.attribute(name.slice(ATTRIBUTE.length)) !== undefined
  if (name.startsWith(RELATIONSHIP)) return call.store.relationship(name.slice(RELATIONSHIP.length)) !== undefined
  return Object.hasOwn(systemFields(call), name) || name === 'created_user_audit' || name === 'modified_user_audit'
}
