import type { ItemFields } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import { codeOf } from './convert.ts'
import { fieldsOf } from './item-fields.ts'
import { grams, lowest, type Price, priceOf, stockOf } from './money.ts'
import { type Picture, withOption } from './pictures.ts'
import { projectionOf } from './projection.ts'
import { asId, asList, asNumber, asRecord, asRecords, asText, type RawRecord } from './raw.ts'
import type { Shared } from './shared.ts'
import { listingStatus, UNAVAILABLE } from './statuses.ts'

/** What a model has of its own; what it lacks it has from its item. As the memo keeps it. */
export interface Model {
  [key: string]: Json
  id: string
  sku: string | null
  code: string | null
  options: { [name: string]: string }
  price: string | null
  sale_price: string | null
  currency: string | null
  stock: number | null
  weight_g: number | null
  unavailable: boolean
  /** The picture of its first option; `null`: none. */
  image: { id: string; url: string } | null
  attributes: { [name: string]: Json }
}

export interface ModelFacts {
  /** That of the shop's market. */
  currency: string | null
  /** What items have in common. */
  shared: Shared
}

/** The models of an answer of get_model_list, by id: Shopee gives them in no particular order. */
export function convertModels(response: RawRecord, { currency, shared }: ModelFacts): Model[] {
  const tiers = tiersOf(response)
  const models = asRecords(response.model).flatMap((raw) => {
    const id = asId(raw.model_id)
    return id === null ? [] : [modelOf(id, raw, { tiers, currency, shared })]
  })
  const byId = new Map(models.map((model) => [model.id, model]))
  return [...byId.values()].sort((a, b) =>
    a.id.length === b.id.length ? (a.id < b.id ? -1 : 1) : a.id.length - b.id.length,
  )
}

interface Tier {
  name: string
  options: { name: string | null; raw: RawRecord }[]
}

/** The seller's own words; where only Shopee's standard ones are there, those. */
function tiersOf({ tier_variation, standardise_tier_variation }: RawRecord): Tier[] {
  const own = asRecords(tier_variation).map(({ name, option_list }, index) => ({
    name: asText(name) ?? `Variation ${index + 1}`,
    options: asRecords(option_list).map((raw) => ({ name: asText(raw.option), raw })),
  }))
  if (own.length > 0) return own
  return asRecords(standardise_tier_variation).map(({ variation_name, variation_option_list }, index) => ({
    name: asText(variation_name) ?? `Variation ${index + 1}`,
    options: asRecords(variation_option_list).map((raw) => ({
      name: asText(raw.variation_option_name),
      raw: { image: { image_id: raw.image_id, image_url: raw.image_url } },
    })),
  }))
}

function modelOf(id: string, raw: RawRecord, { tiers, currency, shared }: ModelFacts & { tiers: Tier[] }): Model {
  const chosen = tiers.map(({ name, options }, index) => {
    const place = asNumber(asList(raw.tier_index)[index])
    return { name, option: place === null ? undefined : options[place] }
  })
  const named = chosen.flatMap(({ name, option }) => (option?.name ? [[name, option.name]] : []))
  const price = priceOf(raw.price_info, currency)
  const [picture] = withOption(
    chosen.find(({ option }) => asText(asRecord(option?.raw.image).image_id))?.option?.raw ?? null,
    [],
  )
  return {
    id,
    sku: asText(raw.model_sku),
    code: codeOf(raw.gtin_code),
    options: shared.take(Object.fromEntries(named)),
    price: shared.text(price?.price ?? null),
    sale_price: shared.text(price?.sale_price ?? null),
    currency: price?.currency ?? null,
    stock: stockOf(raw.stock_info_v2),
    weight_g: grams(raw.weight),
    unavailable: raw.model_status === UNAVAILABLE,
    image: picture ? { id: picture.id, url: picture.url } : null,
    attributes: projectionOf(raw, shared) as { [name: string]: Json },
  }
}

/**
 * The parent with its models: the lowest price, all of the stock. Without any it stands on its own. The parent itself is
 * completed, and what its models share is one object: a large shop has to fit into memory.
 */
export function withModels(parent: ItemFields, models: Model[]): ItemFields[] {
  if (models.length === 0) return [Object.assign(parent, { role: 'single' })]
  const family = { parent, parents: [String(parent.asin)], pictures: new Map<string, Picture[]>() }
  const children = models.map((model) => childOf(model, family))
  const stocks = children.flatMap(({ stock }) => (stock as number | null) ?? [])
  Object.assign(parent, {
    ...lowestOf(children as unknown as Price[], parent as unknown as Price),
    stock: stocks.length === 0 ? parent.stock : stocks.reduce((sum, stock) => sum + stock, 0),
    child_asins: children.map(({ asin }) => asin),
  })
  return [parent, ...children]
}

/** What the models of an item share. */
interface Family {
  parent: ItemFields
  /** The id of the parent, as a list. */
  parents: string[]
  /** By the picture of an option. */
  pictures: Map<string, Picture[]>
}

function lowestOf(children: Price[], parent: Price): Price {
  return {
    price: lowest(children.map(({ price }) => price)) ?? parent.price,
    sale_price: lowest(children.map(({ sale_price }) => sale_price)),
    currency: children.find(({ currency }) => currency !== null)?.currency ?? parent.currency,
  }
}

function childOf(model: Model, family: Family): ItemFields {
  const { parent, parents } = family
  // Joined, a text takes a third of what a template would.
  const id = [parent.asin, model.id].join('.')
  const status = model.unavailable && parent.status === 'NORMAL' ? UNAVAILABLE : (parent.status as string | null)
  const own = model.price === null ? (parent as unknown as Price) : model
  return fieldsOf({
    id,
    parents,
    productId: parent.product_id as string,
    variantId: model.id,
    shop: parent.shop as string,
    role: 'child',
    item_name: parent.item_name as string | null,
    description: parent.description as string | null,
    brand: parent.brand as string | null,
    sku: model.sku,
    code: model.code,
    color: named(model.options, COLOR),
    size: named(model.options, SIZE),
    options: model.options,
    category: parent.category as string | null,
    ...{ price: own.price, sale_price: own.sale_price, currency: own.currency ?? (parent.currency as string | null) },
    stock: model.stock,
    weight_g: model.weight_g ?? (parent.weight_g as number | null),
    status,
    listing_status: listingStatus(status),
    url: parent.url as string | null,
    images: picturesOf(model, family),
    attributes: model.attributes,
    update_time: parent.update_time as number | null,
  })
}

function picturesOf({ image }: Model, { parent, pictures }: Family): Picture[] {
  const gallery = parent.images as Picture[]
  if (image === null) return gallery
  const known = pictures.get(image.id)
  if (known) return known
  const own = withOption({ image: { image_id: image.id, image_url: image.url } }, gallery)
  pictures.set(image.id, own)
  return own
}

/** As sellers write them, in Indonesian and in English. */
const COLOR = /^\s*(?:warna|colou?r)\b/i
const SIZE = /^\s*(?:ukuran|size)\b/i

function named(options: { [name: string]: string }, pattern: RegExp): string | null {
  return Object.entries(options).find(([name]) => pattern.test(name))?.[1] ?? null
}
