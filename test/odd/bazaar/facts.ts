import type { Item, ItemFields, ItemImage } from '../../../src/model/item.ts'
import type { SourceFacts } from '../../../src/model/source.ts'
import { plainWords } from '../../../src/model/source-words.ts'

/** A ware as the bazaar lists it: with sizes of its own, or on its own. Ids hold slashes, dots and colons. */
export interface Ware {
  shop: string
  id: string
  name: string
  tags?: string[]
  lines?: string[]
  price?: string
  /** Addresses of pictures. */
  pictures?: string[]
  /** The id of the set that it belongs to. */
  set?: string
  ean?: string
  /** What it is known by, whoever sells it. */
  number?: string
  /** The same of its one size, where it has no others. */
  stamp?: string
  sizes?: WareSize[]
}

export interface WareSize {
  id: string
  size: string
  price: string
  color?: string
  tags?: string[]
  ean?: string
  stamp?: string
  /** Absent: those of the ware. */
  pictures?: string[]
}

/** What every export holds of an item, whatever its source. */
const NOTHING = { parent_asins: [], child_asins: [], identifiers: [], bullet_points: [], images: [], attributes: {} }

/** A ware with sizes is a row that groups, and one for each size. */
export function wareRows({ shop, id, name, sizes = [], ...own }: Ware): ItemFields[] {
  const { tags = [], lines = [], price = null, pictures = [], set, ean = null, number = null, stamp = null } = own
  const known = { number, stamp: sizes.length > 0 ? null : stamp }
  const ware = {
    ...NOTHING,
    ...known,
    asin: id,
    marketplace: shop,
    item_name: name,
    name,
    tags,
    lines,
    price,
    pictures,
    ean,
  }
  const parent_asins = set === undefined ? [] : [set]
  return [
    { ...ware, parent_asins, child_asins: sizes.map((size) => size.id) },
    ...sizes.map(({ id: asin, tags: size_tags = [], ...size }) => ({
      ...ware,
      ...size,
      size_tags,
      asin,
      parent_asins: [id],
    })),
  ]
}

/** A picture is what its address ends in; behind a sign it may say its place. */
function imageOf(url: string): ItemImage {
  const [file = '', slot = ''] = url.slice(url.lastIndexOf('/') + 1).split('#')
  return { id: file, slot, main: false, url, file }
}

const NAMELESS = { brand: null, model: null, part: null, style: null }

function itemOf(source: string, row: ItemFields): Item {
  const { asin: id, marketplace: shop } = row
  const [parents, children] = [row.parent_asins as string[], row.child_asins as string[]]
  const size = (row.size ?? null) as string | null
  const names = { ...NAMELESS, title: String(row.item_name), size, color: (row.color ?? null) as string | null }
  // A ware of a set is one all the same: only its sizes are parts of something.
  const role = size !== null ? 'child' : parents.length + children.length > 0 ? 'parent' : 'single'
  const ref = { source, shop: String(shop), id: String(id) }
  const images = ((row.pictures ?? []) as string[]).map(imageOf)
  const codes = row.ean ? [{ scheme: 'ean', value: String(row.ean) }] : []
  const empty = { codes, unusable: [], paths: {}, state: 'listed' as const }
  return { ...empty, images, ref, key: `${source}/${ref.shop}/${ref.id}`, role, parents, children, names, fields: row }
}

/** Sources of which nothing is as at the others: several shops, and ids that look like paths. */
export function wareFacts(name: string, title: string): SourceFacts {
  const words = plainWords(name, title)
  return {
    ...words,
    id: {
      ...words.id,
      noun: 'a ware',
      placeholder: 'ware',
      pattern: '[a-z0-9./:]+',
      form: 'small letters, digits, dots, slashes and colons',
      example: 'hat.9/1:felt',
    },
    shop: { noun: 'stall', placeholder: 'stall' },
    parents: { first: 'of', all: 'parent_asins' },
    children: 'child_asins',
    paths: {},
    key: (shop, id) => `${name}/${shop}/${id}`,
    items: (rows) => rows.map((row) => itemOf(name, row)),
    imageIds: () => (file) => [file],
    imageId: (id) => id,
  }
}

export const BAZAAR: SourceFacts = wareFacts('bazaar', 'Bazaar')
