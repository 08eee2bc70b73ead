import type { MarketListing, MarketVariant, Platform } from '../../../src/sandbox/market/types.ts'

/** What a master catalogue should hold of listings, found in the simplest way that there is. */
export interface MasterTruth {
  masters: { key: string; listings: string[]; variants: { key: string; members: string[] }[] }[]
  /** Variants whose only evidence is contested: `PLATFORM/SHOP/PRODUCT/VARIANT`. */
  ambiguous: string[]
}

/** Sources as `sync.yaml` lists them, each with the names that it and its shop have there. */
export type Order = readonly { platform: Platform; source?: string; shop: string }[]

interface Bearer {
  listing: MarketListing
  variant: MarketVariant
  key: string
  sku: string
  gtin: string
}

const GONE = ['SELLER_DELETE', 'SHOPEE_DELETE', 'DELETED']

/**
 * Joins by seller SKU unless its bearers show two GTINs, by GTIN unless a shop has it on two products or one of its
 * bearers has a contested SKU; products join when a variant does. Names: the first parent's SKU, that of a master's only
 * variant, else what stands for it. What is deleted counts for nothing.
 */
export function masterTruth(listings: readonly MarketListing[], order: Order): MasterTruth {
  const bearers = bearersOf(listings, order)
  const contested = contestedCodes(bearers)
  const codes = bearers.map(({ sku, gtin }) => [`sku ${sku}`, `gtin ${gtin}`].filter((code) => !code.endsWith(' ')))
  const usable = codes.map((all) => all.filter((code) => !contested.has(code)))
  const isOpen = (at: number): boolean => (codes[at] ?? []).length > 0 && usable[at]?.length === 0
  const decided = bearers.map((_, at) => at).filter((at) => !isOpen(at))
  const variants = components(decided, (at) => usable[at] ?? [])
  const groups = components(
    variants.map((_, at) => at),
    (at) => (variants[at] ?? []).map((one) => productOf(bearers[one] as Bearer)),
  )
  const bearer = (at: number): Bearer => bearers[at] as Bearer
  const masters = groups.map((group) => group.map((at) => (variants[at] ?? []).map(bearer)))
  return {
    masters: named(masters, order),
    ambiguous: bearers
      .filter((_, at) => isOpen(at))
      .map(({ key }) => key)
      .sort(),
  }
}

function bearersOf(listings: readonly MarketListing[], order: Order): Bearer[] {
  const rank = ({ platform }: MarketListing): number => order.findIndex((one) => one.platform === platform)
  const there = listings.filter(({ status }) => !GONE.includes(status))
  const bearers = there.flatMap((listing) =>
    listing.variants.map((variant) => ({
      ...{ listing, variant, key: [productOf({ listing }), variant.id].filter(Boolean).join('/') },
      ...{ sku: variant.sku.trim().toLowerCase(), gtin: variant.gtin?.code.padStart(14, '0') ?? '' },
    })),
  )
  return bearers.sort((a, b) => rank(a.listing) - rank(b.listing) || (idOf(a) < idOf(b) ? -1 : 1))
}

const productOf = ({ listing: { platform, shop, id } }: Pick<Bearer, 'listing'>): string => `${platform}/${shop}/${id}`

/** As the source calls the item: of a product without variations the product. */
function idOf({ listing, variant }: Bearer): string {
  return listing.tiers.length === 0 ? listing.id : `${listing.id}.${variant.id}`
}

function contestedCodes(bearers: readonly Bearer[]): Set<string> {
  const contested = new Set<string>()
  for (const [sku, all] of Map.groupBy(bearers, ({ sku }) => sku))
    if (sku !== '' && new Set(all.map(({ gtin }) => gtin).filter(Boolean)).size > 1) contested.add(`sku ${sku}`)
  for (const [gtin, all] of Map.groupBy(bearers, ({ gtin }) => gtin)) {
    const products = new Set(all.map(productOf))
    const shops = new Set(all.map(({ listing: { platform, shop } }) => `${platform}/${shop}`))
    if (products.size > shops.size || all.some(({ sku }) => contested.has(`sku ${sku}`))) contested.add(`gtin ${gtin}`)
  }
  return contested
}

/** Everything that shares a mark, directly or over others. Members and groups keep their order. */
function components(members: readonly number[], marksOf: (member: number) => readonly string[]): number[][] {
  const holders = new Map<string, number[]>()
  for (const member of members)
    for (const mark of marksOf(member)) holders.set(mark, [...(holders.get(mark) ?? []), member])
  const seen = new Set<number>()
  return members.flatMap((start) => {
    if (seen.has(start)) return []
    const group: number[] = []
    const open = [start]
    seen.add(start)
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      group.push(at)
      for (const next of marksOf(at).flatMap((mark) => holders.get(mark) ?? [])) {
        if (!seen.has(next)) open.push(next)
        seen.add(next)
      }
    }
    return [group.sort((a, b) => a - b)]
  })
}

/** The first that asks for a name has it. Masters come in the order of their first listings, as do their variants. */
function named(masters: readonly Bearer[][][], order: Order): MasterTruth['masters'] {
  const taken = { masters: new Set<string>(), variants: new Set<string>() }
  const standIn = (letter: string, { listing: { platform } }: Bearer, id: string): string => {
    const place = order.find((one) => one.platform === platform)
    return [letter, place?.source ?? platform, place?.shop, id].join('-')
  }
  return masters.map((variants) => {
    const first = variants[0]?.[0] as Bearer
    // Of a product that several list, the parent speaks, and so the product's own id stands for it.
    const sku = parentSku(variants.flat()) || (variants.length === 1 ? firstSku(variants.flat()) : '')
    return {
      key: free(taken.masters, sku, standIn('M', first, first.listing.id)),
      listings: [...new Set(variants.flat().map(productOf))].sort(),
      variants: variants.map((all) => ({
        key: free(taken.variants, firstSku(all), standIn('V', all[0] as Bearer, idOf(all[0] as Bearer))),
        members: all.map(({ key }) => key).sort(),
      })),
    }
  })
}

function parentSku(all: readonly Bearer[]): string {
  const parents = all.filter(({ listing }) => listing.tiers.length > 0)
  return parents.map(({ listing }) => listing.parentSku.trim()).find((sku) => sku !== '') ?? ''
}

function firstSku(all: readonly Bearer[]): string {
  return all.map(({ variant }) => variant.sku.trim()).find((sku) => sku !== '') ?? ''
}

function free(taken: Set<string>, wanted: string, otherwise: string): string {
  const name = wanted === '' || taken.has(wanted) ? otherwise : wanted
  taken.add(name)
  return name
}
