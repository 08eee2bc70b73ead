import type { ItemFields } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import { fieldsOf, NONE } from './item-fields.ts'
import { grams, NO_PRICE, priceOf, stockOf } from './money.ts'
import { galleryOf } from './pictures.ts'
import { projectionOf } from './projection.ts'
import { asId, asNumber, asRecord, asRecords, asText, type RawRecord } from './raw.ts'
import { REGIONS } from './regions.ts'
import type { Shared } from './shared.ts'
import { listingStatus } from './statuses.ts'

/** The shop whose items are converted. */
export interface ShopFacts {
  shop: string
  /** Shopee's code of the market, such as ID. */
  region: string
  /** Seconds since 1970, by Shopee's clock: what changed before can be known again by its time. */
  settledBefore: number
  /** What items have in common. */
  shared: Shared
}

/** An item as the memo keeps it; models are read apart. */
export interface Product {
  [key: string]: Json
  id: string
  has_model: boolean
}

export interface Converted {
  product: Product
  fields: ItemFields
}

/** A row of get_item_base_info as an item; with models it is the parent, whose prices and stock are those of its models. */
export function convertItem(raw: RawRecord, facts: ShopFacts): Converted | null {
  const id = asId(raw.item_id)
  if (id === null) return null
  const { shared } = facts
  const region = REGIONS[facts.region]
  const currency = region?.currency ?? null
  const has_model = raw.has_model === true
  const status = asText(raw.item_status)
  const updated = asNumber(raw.update_time)
  const { price, sale_price, currency: told } = priceOf(raw.price_info, currency) ?? NO_PRICE
  const fields = fieldsOf({
    id,
    parents: NONE,
    productId: id,
    variantId: null,
    shop: facts.shop,
    role: has_model ? 'parent' : 'single',
    item_name: asText(raw.item_name),
    description: descriptionOf(raw),
    brand: shared.text(brandOf(raw.brand)),
    sku: asText(raw.item_sku),
    code: codeOf(raw.gtin_code),
    color: null,
    size: null,
    options: NO_OPTIONS,
    category: shared.text(asText(raw.category_id)),
    price: shared.text(price),
    sale_price: shared.text(sale_price),
    currency: told ?? currency,
    stock: stockOf(raw.stock_info_v2),
    weight_g: grams(raw.weight),
    status,
    listing_status: listingStatus(status),
    url: region ? ['https://', region.host, '/product/', facts.shop, '/', id].join('') : null,
    images: galleryOf(raw.image),
    attributes: projectionOf(raw, shared),
    update_time: updated !== null && updated < facts.settledBefore ? updated : null,
  })
  return { product: { id, has_model }, fields }
}

const NO_OPTIONS = {}

/** An extended description has its text in pieces between pictures, and the plain one is then empty. */
function descriptionOf(raw: RawRecord): string | null {
  if (raw.description_type !== 'extended') return asText(raw.description)
  const pieces = asRecords(asRecord(asRecord(raw.description_info).extended_description).field_list)
  const texts = pieces.filter(({ field_type }) => field_type === 'text').flatMap(({ text }) => asText(text) ?? [])
  return texts.length > 0 ? texts.join('\n') : asText(raw.description)
}

/** Brand 0 is Shopee's word for none. */
function brandOf(brand: unknown): string | null {
  const { brand_id, original_brand_name } = asRecord(brand)
  const name = asText(original_brand_name)
  return asNumber(brand_id) === 0 || /^no ?brand$/i.test(name?.trim() ?? '') ? null : name
}

/** `00` says that there is none. */
export function codeOf(code: unknown): string | null {
  const text = asText(code)?.trim() ?? ''
  return /^0*$/.test(text) || text === '-' ? null : text
}
