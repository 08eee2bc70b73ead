import fc from 'fast-check'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { boot } from './boots.ts'
import { bullets, colors, launches, links, paddings, titles, upcs, uses, variants, weights } from './world-values.ts'

/** What an arbitrary says of one listing; ASINs come with its place in the catalogue. */
type Facts = Omit<Partial<CatalogueItem>, 'asin' | 'marketplace' | 'parent_asins' | 'child_asins'>

interface Group {
  marketplace: string
  /** `null`: the listings stand alone. */
  parent: { facts: Facts; listed: 'yes' | 'unavailable' | 'no' } | null
  /** Which side names the other. */
  named: 'both' | 'child' | 'parent'
  listings: Facts[]
}

const codes = fc.array(fc.record({ type: fc.constantFrom('UPC', 'EAN', 'GTIN', 'ISBN'), upc: upcs, pad: paddings }), {
  maxLength: 3,
})

const facts: fc.Arbitrary<Facts> = fc
  .record({
    item_name: fc.option(titles),
    color: fc.option(colors),
    model_number: fc.option(fc.constantFrom('PB-1', 'pb-2', 'PB-3', ' PB-4 ', 'PB 5')),
    part_number: fc.option(fc.constantFrom('PB-1', 'PB-2')),
    item_classification: fc.option(fc.constantFrom('BASE_PRODUCT', 'OTHER', 'PRODUCT_BUNDLE')),
    upc: fc.option(upcs),
    codes,
    bullet_points: fc.array(bullets, { maxLength: 2 }),
    images: fc.array(fc.record({ variant: variants, link: links }), { maxLength: 5 }),
    weight: fc.option(weights),
    uses: fc.option(uses),
    launch: fc.option(launches),
    steel_toe: fc.option(fc.boolean()),
  })
  .map(({ codes: listed, images, weight, uses: chosen, launch, steel_toe, ...rest }) => ({
    ...rest,
    identifiers: listed.map(({ type, upc, pad }) => ({ type, value: pad + upc })),
    images: images.map((image) => ({ ...image, width: 1000, height: 1000 })),
    attributes: { weight, uses: chosen, launch, steel_toe },
  }))

const marketplace = fc.constantFrom('US', 'US', 'US', 'CA')

const groups: fc.Arbitrary<Group> = fc.oneof(
  fc.record({
    marketplace,
    parent: fc.constant(null),
    named: fc.constant('both' as const),
    listings: fc.tuple(facts),
  }),
  fc.record({
    marketplace,
    parent: fc.record({ facts, listed: fc.constantFrom('yes', 'yes', 'yes', 'unavailable', 'no') }),
    named: fc.constantFrom('both', 'both', 'child', 'parent'),
    listings: fc.array(facts, { minLength: 1, maxLength: 4 }),
  }),
)

const asinOf = (place: number): string => `B0BOOT${String(place).padStart(4, '0')}`

/** The ASINs that catalogues use first; overrides and older products name some of them. */
export const asins = fc.nat(11).map(asinOf)

function numbered(list: Group[]): CatalogueItem[] {
  let place = 0
  return list.flatMap((group) => {
    const parent = group.parent === null ? null : asinOf(place++)
    return family(
      group,
      parent,
      group.listings.map(() => asinOf(place++)),
    )
  })
}

function family({ marketplace: code, parent, named, listings }: Group, asin: string | null, own: string[]) {
  const parents = asin === null || named === 'parent' ? [] : [asin]
  const children = listings.map((entry, index) =>
    boot(own[index] ?? '', { ...entry, marketplace: code, parent_asins: parents, parent_asin: parents[0] ?? null }),
  )
  if (parent === null || asin === null || parent.listed === 'no') return children
  if (parent.listed === 'unavailable') return [boot(asin, { marketplace: code, unavailable: true }), ...children]
  const child_asins = named === 'child' ? [] : [...own, 'B0ELSEWHER', asin]
  const more = { item_classification: 'VARIATION_PARENT', identifiers: [], upc: null }
  return [boot(asin, { ...parent.facts, ...more, marketplace: code, child_asins }), ...children]
}

const blemishes = fc.record({
  /** Places of listings that stand in the export twice, the second time perhaps with another title. */
  repeated: fc.array(fc.record({ place: fc.nat(), title: fc.option(titles) }), { maxLength: 2 }),
  /** Places of listings that are sold in Canada as well. */
  abroad: fc.array(fc.nat(), { maxLength: 2 }),
  stray: fc.boolean(),
})

/** Random families and single listings, with what real exports get wrong. Never empty. */
export const catalogues: fc.Arbitrary<CatalogueItem[]> = fc
  .tuple(fc.array(groups, { minLength: 1, maxLength: 5 }), blemishes)
  .map(([list, { repeated, abroad, stray }]) => {
    const items = numbered(list)
    const at = (place: number): CatalogueItem => items[place % items.length] as CatalogueItem
    const copies = repeated.map(({ place, title }) => ({
      ...at(place),
      ...(title === null ? {} : { item_name: title }),
    }))
    const elsewhere = abroad.map((place) => ({ ...at(place), marketplace: 'CA' }))
    const strays = stray ? [boot('b0-no-asin'), boot('B0MEXICO01', { marketplace: 'MX' })] : []
    return [...items, ...copies, ...elsewhere, ...strays]
  })

/** What the source may say differently the next time. */
export const sourceEdits = fc.array(fc.record({ place: fc.nat(), facts }), { maxLength: 3 })

export function editSource(items: CatalogueItem[], edits: { place: number; facts: Facts }[]): CatalogueItem[] {
  const edited = [...items]
  for (const { place, facts: changed } of edits) {
    const index = place % items.length
    edited[index] = { ...(edited[index] as CatalogueItem), ...changed }
  }
  return edited
}
