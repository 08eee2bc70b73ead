import type { Item, ItemFields } from '../../src/model/item.ts'
import type { SourceFacts } from '../../src/model/source.ts'
import { plainWords } from '../../src/model/source-words.ts'

/** A ware as the bazaar lists it: with sizes of its own, or on its own. Ids hold slashes, dots and colons. */
export interface Ware {
  shop: string
  id: string
  name: string
  tags?: string[]
  price?: string
  sizes?: { id: string; size: string; price: string }[]
}

const NOTHING = { brand: null, model: null, part: null, style: null, size: null, color: null }

const WORDS = plainWords('bazaar', 'Bazaar')

const KEY = (shop: string, id: string) => `bazaar|${shop}|${id}`

function itemOf(shop: string, id: string, more: Partial<Item> & { fields: ItemFields }): Item {
  const known = { ref: { source: 'bazaar', shop, id }, key: KEY(shop, id), state: 'listed' as const }
  const empty = { parents: [], children: [], codes: [], images: [], unusable: [], paths: {} }
  return { ...known, ...empty, role: 'single', names: { ...NOTHING, title: null }, ...more }
}

/** A ware with sizes is an item that groups, and one for each size. */
export function wareItems({ shop, id, name, tags = [], price, sizes = [] }: Ware): Item[] {
  const names = { ...NOTHING, title: name }
  const fields = { name, tags, price: price ?? null }
  if (sizes.length === 0) return [itemOf(shop, id, { names, fields })]
  const children = sizes.map((size) => size.id)
  return [
    itemOf(shop, id, { role: 'parent', children, names, fields }),
    ...sizes.map((own) =>
      itemOf(shop, own.id, {
        role: 'child',
        parents: [id],
        names: { ...NOTHING, title: name, size: own.size },
        fields: { name, size: own.size, price: own.price },
      }),
    ),
  ]
}

/** A source of which nothing is as at the others: two shops, and ids that look like paths. */
export const BAZAAR: SourceFacts = {
  ...WORDS,
  id: { ...WORDS.id, noun: 'a ware', placeholder: 'ware', pattern: '[a-z0-9./:]+' },
  shop: { noun: 'stall', placeholder: 'stall' },
  parents: { first: 'of', all: 'of_all' },
  children: 'sizes',
  paths: {},
  key: KEY,
  items: () => [],
  imageIds: () => () => [],
  imageId: (id) => id,
}
