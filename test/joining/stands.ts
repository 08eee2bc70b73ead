import type { Item, ItemFields } from '../../src/model/item.ts'
import type { SourceFacts, SourceItems } from '../../src/model/source.ts'
import { plainWords } from '../../src/model/source-words.ts'
import { headerFor } from '../../src/state/exports/header.ts'

/** What a stand sells: one thing, or one with sorts. */
export interface Sale {
  /** `farm` or `mill`, two places that know nothing of one another. */
  at: 'farm' | 'mill'
  stand?: string
  id: string
  name?: string | null
  sku?: string
  gtin?: string
  price?: string
  seen?: string
  gone?: true
  sorts?: { id: string; sku?: string; gtin?: string; price?: string; name?: string }[]
}

const STAND = 'north'

function factsOf(name: 'farm' | 'mill'): SourceFacts {
  const words = plainWords(name, name === 'farm' ? 'Farm' : 'Mill')
  return {
    ...words,
    id: { ...words.id, pattern: '[a-z0-9.]+' },
    parents: { first: 'of', all: 'all_of' },
    children: 'sorts',
    paths: {},
    key: (shop, id) => `${name}/${shop}/${id}`,
    items: (rows) => rows.map((row) => row.item as Item),
    imageIds: () => () => [],
    imageId: (id) => id,
  }
}

export const FACTS = { farm: factsOf('farm'), mill: factsOf('mill') }

function itemOf(sale: Sale, own: Partial<Item> & { id: string; fields: ItemFields }): Item {
  const { at, stand = STAND, gone } = sale
  const { id, fields, ...rest } = own
  const codes = ['sku', 'gtin'].flatMap((scheme) => (fields[scheme] ? [{ scheme, value: String(fields[scheme]) }] : []))
  const names = { title: null, brand: null, model: null, part: null, style: null, size: null, color: null }
  return {
    ref: { source: at, shop: stand, id },
    key: `${at}/${stand}/${id}`,
    role: 'single',
    parents: [],
    children: [],
    codes,
    names: { ...names, title: (fields.item_name as string) ?? null },
    images: [],
    unusable: [],
    fields: { ...fields, shop: stand },
    paths: {},
    state: gone ? 'deleted' : 'listed',
    ...rest,
  }
}

function itemsOf(sale: Sale): Item[] {
  const { id, name = `Jam ${id}`, sku, gtin, price = '10', seen = 'today', sorts } = sale
  const fields = { item_name: name, price, seen, sku, gtin }
  if (!sorts) return [itemOf(sale, { id, fields })]
  const children = sorts.map((sort) => `${id}.${sort.id}`)
  return [
    itemOf(sale, { id, role: 'parent', children, fields }),
    ...sorts.map((sort) =>
      itemOf(sale, {
        id: `${id}.${sort.id}`,
        role: 'child',
        parents: [id],
        fields: { item_name: sort.name ?? name, price: sort.price ?? price, seen, sku: sort.sku, gtin: sort.gtin },
      }),
    ),
  ]
}

/** One export for each stand; `incomplete` and `unread` are names such as `farm north`. */
export function exportsOf(sales: Sale[], { incomplete = [], unread = [] }: Readings = {}): SourceItems[] {
  const stands = new Map<string, Sale[]>(WHERE.map((place) => [place, []]))
  for (const sale of sales) stands.get(`${sale.at} ${sale.stand ?? STAND}`)?.push(sale)
  return [...stands]
    .filter(([place, own]) => own.length > 0 && !unread.includes(place))
    .map(([place, own]) => {
      const [provider, shop] = place.split(' ') as ['farm' | 'mill', string]
      const facts = { provider, marketplace: shop, query: {}, complete: !incomplete.includes(place), counts: {} }
      const items = own.flatMap(itemsOf)
      return {
        facts: FACTS[provider],
        header: headerFor({ ...facts, exported_at: '2026-11-21T02:00:00Z' }, []),
        items,
        diagnostics: [],
      }
    })
}

export interface Readings {
  incomplete?: string[]
  unread?: string[]
}

const WHERE = ['farm north', 'farm south', 'mill north', 'mill south']
