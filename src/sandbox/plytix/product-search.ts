import type { Json, JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { bodyOf, type Call } from './call.ts'
import { storedValue } from './completeness.ts'
import { assetsOf } from './media.ts'
import { fieldType } from './operators.ts'
import { attributeValue, audits, linksView, systemValue } from './product-view.ts'
import type { Product } from './records.ts'
import { relationshipFilter } from './relationship-filter.ts'
import { type Field, type Fields, ownField, runSearch } from './search.ts'
import type { SearchQuery } from './search-body.ts'
import { formatTime, parseTime } from './times.ts'

const MAX_COLUMNS = { v1: 20, v2: 50 }
const ATTRIBUTE = 'attributes.'
const RELATIONSHIP = 'relationships.'

export function searchProducts(call: Call): SimResponse {
  const { store } = call
  return runSearch(call, {
    table: store.products,
    field: (name) => productField(call, name),
    hasColumn: (name) => hasColumn(call, name),
    maxColumns: MAX_COLUMNS[call.version],
    maxPageSize: 100,
    row: (product, columns) => searchRow(call, product, columns),
    also: relationshipFilter(call, bodyOf(call).relationship_filters ?? []),
    narrow: (query) => withListedSkus(call, query),
  })
}

function productField(call: Call, name: string): Field<Product> | undefined {
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

function parentKey(call: Call): '_parent_id' | 'parent_id' {
  return call.version === 'v1' ? '_parent_id' : 'parent_id'
}

function hasColumn(call: Call, name: string): boolean {
  if (name.startsWith(ATTRIBUTE)) return call.store.attribute(name.slice(ATTRIBUTE.length)) !== undefined
  if (name.startsWith(RELATIONSHIP)) return call.store.relationship(name.slice(RELATIONSHIP.length)) !== undefined
  return Object.hasOwn(systemFields(call), name) || name === 'created_user_audit' || name === 'modified_user_audit'
}

/** Only what was asked for, and of that only what is not empty. */
function searchRow(call: Call, product: Product, columns: string[]): JsonObject {
  const attributes: JsonObject = {}
  const row: JsonObject = {
    id: product.id,
    sku: product.sku,
    attributes,
    num_variations: call.store.index.variantsOf(product.id).length,
    [parentKey(call)]: product.parent,
  }
  if (call.version === 'v2') row.modified_user_audit = audits(call).modified_user_audit ?? null
  const relationships: JsonObject[] = []
  for (const column of columns) {
    if (column.startsWith(ATTRIBUTE)) addAttribute(call, { product, column, attributes })
    else if (column.startsWith(RELATIONSHIP)) {
      const known = call.store.relationship(column.slice(RELATIONSHIP.length))
      if (known) relationships.push(...linksView(call, product, known.id))
    } else addSystem(call, { product, column, row })
  }
  if (relationships.length > 0) row.relationships = relationships
  return row
}

interface AttributeCell {
  product: Product
  column: string
  attributes: JsonObject
}

function addAttribute(call: Call, { product, column, attributes }: AttributeCell): void {
  const attribute = call.store.attribute(column.slice(ATTRIBUTE.length))
  const value = attribute && attributeValue(call, product, { attribute, place: 'search' })
  if (attribute && value !== undefined) attributes[attribute.label] = value
}

function addSystem(call: Call, { product, column, row }: { product: Product; column: string; row: JsonObject }): void {
  const value = systemColumn(call, product, column)
  if (value !== undefined && value !== null) row[column] = value
}

function systemColumn(call: Call, product: Product, column: string): Json | undefined {
  switch (column) {
    case 'label':
    case 'gtin':
    case 'status':
      return product[column]
    case 'created':
    case 'modified':
      return formatTime(product[column], call.version)
    case 'thumbnail':
    case 'assets':
    case 'categories':
      return systemValue(call, product, column)
    case 'created_user_audit':
    case 'modified_user_audit':
      return audits(call)[column]
    default:
      return undefined
  }
}

/** A search for listed SKUs need not look at every product. */
function withListedSkus(call: Call, { groups }: SearchQuery): Product[] | null {
  const { store } = call
  if (groups.length === 0 || !store.products.settled()) return null
  const ids = new Set<string>()
  for (const group of groups) {
    const bySku = group.find(({ field, operator }) => field === 'sku' && (operator === 'eq' || operator === 'in'))
    if (!bySku) return null
    for (const sku of [bySku.value].flat()) {
      for (const id of store.index.withFoldedSku(String(sku))) ids.add(id)
    }
  }
  return [...ids].flatMap((id) => store.products.get(id) ?? [])
}
