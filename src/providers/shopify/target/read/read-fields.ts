import { BASELINE_FIELD, type MetafieldName } from '../names.ts'
import type { ReadSelection } from './read-selection.ts'

/** A text of GraphQL, and the points that it asks for. */
export interface Fields {
  text: string
  cost: number
}

/** A list that comes in pages, or as lines of a bulk file. */
export interface Listed {
  /** As it stands in an answer. */
  name: 'variants' | 'media' | 'collections' | 'publications' | 'metafields'
  /** The field behind that name, where it is another. */
  field?: string
  args?: string
  /** What is read of each. */
  node: Fields
}

/** `m0`, `m1` …: where single metafields stand in an answer, in the order of their names. */
export const aliasOf = (place: number): string => `m${place}`

/** What is read of every product one by one: its key, what was last written, then what is managed. */
export function productNames({ key, productMetafields }: ReadSelection): MetafieldName[] {
  return [key, BASELINE_FIELD, ...productMetafields]
}

export function variantNames({ key, variantMetafields }: ReadSelection): MetafieldName[] {
  return [key, ...variantMetafields]
}

/** Namespaces and keys come from settings: in JSON they are texts of GraphQL too. */
function metafields(names: readonly MetafieldName[]): Fields {
  const texts = names.map((name, place) => `${singled(name, place)} { id type value compareDigest }`)
  return { text: texts.join('\n    '), cost: names.length }
}

function singled({ namespace, key }: MetafieldName, place: number): string {
  return `${aliasOf(place)}: metafield(namespace: ${JSON.stringify(namespace)}, key: ${JSON.stringify(key)})`
}

/** The key alone, where it stands among all others too. */
export function keyMetafield(key: MetafieldName): string {
  return `${singled(key, 0)} { type value }`
}

/** A product without its lists. */
export function productFields(selection: ReadSelection): Fields {
  const own = metafields(productNames(selection))
  return {
    text: `id title handle descriptionHtml vendor productType tags status templateSuffix hasOnlyDefaultVariant
    variantsCount { count }
    category { id }
    seo { title description }
    options { name position }
    ${own.text}`,
    cost: 4 + own.cost,
  }
}

const METAFIELDS: Listed = {
  name: 'metafields',
  node: { text: 'id namespace key type value compareDigest', cost: 1 },
}

const MEDIA: Listed = {
  name: 'media',
  node: { text: 'id mediaContentType status ... on MediaImage { image { url } }', cost: 2 },
}

const COLLECTIONS: Listed = { name: 'collections', node: { text: 'id handle', cost: 1 } }

/** Also where it is no more than promised: a product in draft is shown nowhere. */
const PUBLICATIONS: Listed = {
  name: 'publications',
  field: 'resourcePublicationsV2',
  args: 'onlyPublished: false',
  node: { text: 'publication { id name }', cost: 2 },
}

function variants(selection: ReadSelection): Listed {
  const own = metafields(variantNames(selection))
  const { location } = selection
  const level =
    location === null
      ? ''
      : `inventoryLevel(locationId: ${JSON.stringify(location)}) { quantities(names: ["available"]) { name quantity } }`
  return {
    name: 'variants',
    node: {
      text: `id sku barcode price compareAtPrice taxable position
    selectedOptions { name value }
    inventoryItem { id measurement { weight { value unit } } ${level} }
    ${own.text}`,
      cost: 5 + (level === '' ? 0 : 2) + own.cost,
    },
  }
}

/** The lists of a product; the metafields of all kinds stand apart, in those of its variants too. */
export function productLists(selection: ReadSelection): Listed[] {
  const { collections, publications } = selection
  return [MEDIA, variants(selection), ...(collections ? [COLLECTIONS] : []), ...(publications ? [PUBLICATIONS] : [])]
}

/** All metafields of a product, or of a variant. */
export const ALL_METAFIELDS: Listed = METAFIELDS
