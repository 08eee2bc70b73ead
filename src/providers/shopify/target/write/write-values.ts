import type { Fields } from '../../../../model/fields.ts'
import type { Json, JsonObject } from '../../../../model/json.ts'
import { USUAL_TYPE } from '../metafield-types.ts'
import { metafieldText } from '../metafield-values.ts'
import { BASELINE, isOwnNamespace, type MetafieldName, metafieldAt, type Owner, SEO } from '../names.ts'

/** A metafield as mutations take it; the type is said only where no definition says it. */
export interface MetafieldInput extends JsonObject {
  namespace: string
  key: string
  value: string
}

/** The type that a rule gives to a metafield; `null`: it says none. */
export type TypeOf = (owner: Owner, name: MetafieldName) => string | null

/** Fields of a product that stand in its input under their own names, and what clears them. */
const PLAIN: { readonly [path: string]: Json } = {
  title: '',
  descriptionHtml: '',
  vendor: '',
  productType: '',
  handle: '',
  templateSuffix: null,
}

const CATEGORY = 'gid://shopify/TaxonomyCategory/'

/** The flat fields of a product, as `productSet` and `productUpdate` take them. */
export function productInput(fields: Fields): JsonObject {
  const input: JsonObject = {}
  const seo: JsonObject = {}
  for (const [path, value] of Object.entries(fields)) {
    if (path.startsWith(`${SEO}.`)) seo[path.slice(SEO.length + 1)] = value ?? ''
    else Object.assign(input, productField(path, value))
  }
  return Object.keys(seo).length === 0 ? input : { ...input, seo }
}

function productField(path: string, value: Json): JsonObject {
  if (Object.hasOwn(PLAIN, path)) return { [path]: value ?? PLAIN[path] ?? null }
  if (path === 'category') return { category: value === null ? null : categoryId(String(value)) }
  return path === 'status' && value !== null ? { status: value } : {}
}

function categoryId(category: string): string {
  return category.startsWith('gid://') ? category : `${CATEGORY}${category}`
}

/** How a field of a variant is written; the SKU belongs to the inventory item, and so does the weight. */
const VARIANT_FIELDS: { readonly [path: string]: (value: Json) => { own?: JsonObject; item?: JsonObject } } = {
  sku: (sku) => ({ item: { sku } }),
  barcode: (barcode) => ({ own: { barcode } }),
  price: (price) => (price === null ? {} : { own: { price: String(price) } }),
  compareAtPrice: (amount) => ({ own: { compareAtPrice: amount === null ? null : String(amount) } }),
  taxable: (taxable) => ({ own: { taxable: taxable ?? true } }),
  // Shopify's word for no weight is 0.
  weight_g: (grams) => ({ item: { measurement: { weight: { value: Number(grams ?? 0), unit: 'GRAMS' } } } }),
}

/** The flat fields of a variant that all mutations take alike. */
export function variantInput(fields: Fields): JsonObject {
  const written = Object.entries(fields).flatMap(([path, value]) =>
    Object.hasOwn(VARIANT_FIELDS, path) ? [VARIANT_FIELDS[path]?.(value) ?? {}] : [],
  )
  const item: JsonObject = Object.assign({}, ...written.map((one) => one.item))
  const own: JsonObject = Object.assign({}, ...written.map((one) => one.own))
  return Object.keys(item).length === 0 ? own : { ...own, inventoryItem: item }
}

export interface Metafields {
  set: MetafieldInput[]
  /** Those that are to be empty. */
  clear: MetafieldName[]
}

interface Typing {
  owner: Owner
  typeOf: TypeOf
}

/** The metafields among some fields; the baseline is none of them. */
export function metafieldsOf(fields: Fields, { owner, typeOf }: Typing): Metafields {
  const all: Metafields = { set: [], clear: [] }
  for (const [path, given] of Object.entries(fields)) {
    const name = path === BASELINE ? null : metafieldAt(path)
    if (name === null) continue
    const type = typeOf(owner, name) ?? USUAL_TYPE
    const value = isNothing(given) ? '' : metafieldText(type, given)
    if (value.trim() === '') all.clear.push(name)
    else all.set.push({ ...name, value, ...(isOwnNamespace(name.namespace) ? { type } : {}) })
  }
  return all
}

/** No metafield can be blank: what is empty is not there. */
function isNothing(value: Json): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** The options of a part by name; `null`: it has none, as the only variant of a product may. */
export function optionsIn({ options }: Fields): { [name: string]: string } | null {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return null
  const named = Object.entries(options).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)] as const],
  )
  return named.length === 0 ? null : Object.fromEntries(named)
}

/** What Shopify calls the one option of a product without any, and its value. */
export const NO_OPTION = { name: 'Title', value: 'Default Title' }

/** `optionValues` of a variant. */
export function optionValues(options: { [name: string]: string } | null): JsonObject[] {
  const named = options ?? { [NO_OPTION.name]: NO_OPTION.value }
  return Object.entries(named).map(([optionName, name]) => ({ optionName, name }))
}
