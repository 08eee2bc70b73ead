import type { JsonObject } from '../../src/model/json.ts'
import type { Workspace } from '../../src/model/settings.ts'
import type { SourceItems } from '../../src/model/source.ts'
import { toItems } from '../../src/services/sources.ts'
import { headerFor } from '../../src/state/exports/header.ts'
import { provider } from '../support/providers.ts'
import type { SourceName } from './workspace.ts'

/** Something that is for sale, whatever source lists it. */
export interface Thing {
  n: number
  title: string
  text?: string
  brand?: string
  tags?: string[]
  /** Names of pictures without their extension; several things may show one. */
  pictures?: string[]
  model?: string
  sale?: string
  /** What it comes in; none: it is sold as it is. */
  sizes?: Size[]
  /** Of what is sold as it is. */
  sku?: string
  price?: string
  stock?: number
  weight?: number
  finish?: string
}

export interface Size extends Pick<Thing, 'n' | 'sku' | 'price' | 'stock' | 'weight' | 'finish' | 'pictures' | 'sale'> {
  size: string
  color?: string
}

const HOST = 'https://m.media-amazon.com/images/I'

interface Form {
  /** Distinct for distinct numbers, and of the form that the source's ids have. */
  id(n: number): string
  pictures(names: readonly string[]): JsonObject[]
}

const FILES: Form['pictures'] = (names) =>
  names.map((name, place) => {
    const filename = `${name}.jpg`
    return { slot: String(place + 1), main: place === 0, id: idOfName(name), filename, url: `${HOST}/${filename}` }
  })

const FORMS: { [source in SourceName]: Form } = {
  amazon: {
    id: (n) => `B${String(n).padStart(9, '0')}`,
    pictures: (names) =>
      names.map((name, place) => ({
        ...{ variant: place === 0 ? 'MAIN' : `PT${String(place).padStart(2, '0')}`, link: `${HOST}/${name}.jpg` },
        ...{ width: 1000, height: 1000 },
      })),
  },
  plytix: { id: (n) => n.toString(16).padStart(24, '5'), pictures: FILES },
  postgres: { id: (n) => `THING-${n}`, pictures: FILES },
  shopify: {
    id: (n) => String(7_000_000 + n),
    pictures: (names) =>
      FILES(names).map(({ id, ...one }) => ({ ...one, alt: null, id: BigInt(`0x${id}`).toString() })),
  },
}

/** 24 digits and letters from a to f. */
function idOfName(name: string): string {
  return Buffer.from(name).toString('hex').padStart(24, 'a').slice(-24)
}

function shopOf(source: SourceName, settings: Workspace['settings']): string {
  return settings.sources.find(({ provider: name }) => name === source)?.shops[0] ?? ''
}

/** The items of an export that lists all of them. */
export function itemsOf(source: SourceName, { settings }: Workspace, things: readonly Thing[]): SourceItems[] {
  const side = provider(source).source
  if (!side) throw new Error(`${source} is no source.`)
  const shop = shopOf(source, settings)
  const fields = things.flatMap((thing) => familyOf({ source, shop, sample: side.sample }, thing))
  const facts = { provider: source, marketplace: shop, query: {}, complete: true, counts: {} }
  const header = headerFor({ ...facts, exported_at: '2026-11-21T02:00:00Z' }, fields)
  return toItems([{ header, items: fields, diagnostics: [] }], side.facts, settings)
}

interface Listing {
  source: SourceName
  shop: string
  /** An item with every field, by which the others get their form. */
  sample: JsonObject
}

function familyOf(listing: Listing, thing: Thing): JsonObject[] {
  const { id } = FORMS[listing.source]
  const sizes = thing.sizes ?? []
  if (sizes.length === 0) return [itemOf(listing, thing, { role: 'single' })]
  const children = sizes.map(({ n }) => id(n))
  return [
    itemOf(listing, { ...thing, sku: undefined as never }, { role: 'parent', child_asins: children }),
    ...sizes.map((size) => {
      const parent = id(thing.n)
      const own = { role: 'child', parent_key: parent, parent_asin: parent, parent_asins: [parent] }
      const { size: name, color } = size
      const options = { ...(color === undefined ? {} : { Color: color }), Size: name }
      return itemOf(
        listing,
        { ...thing, ...size, pictures: size.pictures ?? thing.pictures ?? [] },
        {
          ...{ ...own, size: name, color: color ?? null },
          ...(listing.source === 'amazon' ? {} : { options }),
        },
      )
    }),
  ]
}

function itemOf({ source, shop, sample }: Listing, thing: Thing, more: JsonObject): JsonObject {
  const { n, title, text = 'Soft.', brand = 'Prairie', tags = [], price = '10.00', sale = null, sku } = thing
  const form = FORMS[source]
  const id = form.id(n)
  const isAmazon = source === 'amazon'
  const own: JsonObject = {
    ...{ asin: id, marketplace: shop, item_name: title, description: text, brand, tags, sku: sku ?? `SKU-${n}` },
    ...{ gtin: null, ean: null, upc: null, identifiers: [], parent_asin: null, parent_asins: [], child_asins: [] },
    ...{ model_number: thing.model ?? null, price, sale_price: sale, compare_at_price: null, size: null, color: null },
    ...{
      stock: thing.stock ?? 5,
      weight_g: thing.weight ?? 900,
      bullet_points: [text],
      url: `https://example.com/${n}`,
    },
    ...{
      attributes: thing.finish === undefined ? {} : { finish: thing.finish },
      images: form.pictures(thing.pictures ?? []),
    },
    ...{
      key: id,
      product_id: id,
      variant_id: null,
      shop,
      shop_id: shop,
      parent_key: null,
      options: {},
      part_number: null,
    },
    ...{ handle: `thing-${n}`, description_html: `<p>${text}</p>`, collections: ['ours'], category_id: 'aa-1-1' },
    ...{ item_classification: more.role === 'parent' ? 'VARIATION_PARENT' : 'BASE_PRODUCT', style: null },
    ...more,
  }
  const known = Object.keys(sample)
  const entries = Object.entries({ ...sample, ...own }).filter(([name]) => known.includes(name) || !isAmazon)
  return Object.fromEntries(entries)
}
