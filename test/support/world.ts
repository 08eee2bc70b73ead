import fc from 'fast-check'
import type { Override, Settings } from '../../src/model/settings.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { accounts } from './account-seed.ts'
import { override, settings } from './boots.ts'
import { asins, catalogues } from './world-items.ts'

/** A random catalogue, a random account, and a workspace between them. */
export interface World {
  settings: Settings
  overrides: Override[]
  items: CatalogueItem[]
  account: AccountSeed
}

const choices = fc.record({
  family: fc.constantFrom(null, 'Boots'),
  unmatched: fc.constantFrom('create' as const, 'skip' as const, 'flag' as const),
  on_unadopted: fc.constantFrom('keep' as const, 'keep' as const, 'overwrite' as const),
  on_drift: fc.constantFrom('report' as const, 'report' as const, 'overwrite' as const),
  baseline: fc.constant('account' as const),
  fallback: fc.constantFrom('none' as const, 'first' as const),
  most: fc.constantFrom(50, 50, 2),
})

const randomSettings = choices.map(({ family, fallback, most, ...policy }) =>
  settings((value) => {
    Object.assign(value.sources[0] ?? {}, {
      shops: ['US', 'CA'],
      image_hosts: ['m.media-amazon.com', 'images-na.ssl-images-amazon.com'],
    })
    value.target.family = family
    value.target.canonical.identifiers = ['gtin', 'attributes.upc', 'attributes.ean']
    value.images.thumbnail_fallback = fallback
    value.images.max_per_product = most
    Object.assign(value.policy, policy)
  }),
)

/** Canonical SKUs are chosen from those of the account once it is known. */
const rulings = fc.uniqueArray(
  fc.record({
    asin: asins,
    marketplace: fc.constantFrom(null, 'US'),
    says: fc.constantFrom('none', 'ignore', 'canonical'),
    place: fc.nat(),
  }),
  { maxLength: 3, selector: ({ asin, marketplace }) => `${marketplace}/${asin}` },
)

export const worlds: fc.Arbitrary<World> = fc
  .record({ settings: randomSettings, items: catalogues, account: accounts, rulings })
  .map(({ rulings: said, ...world }) => ({ ...world, overrides: overridesOf(said, world.account) }))

type Ruling = { asin: string; marketplace: string | null; says: string; place: number }

function overridesOf(said: Ruling[], { products = [] }: AccountSeed): Override[] {
  const masters = products.map(({ sku }) => sku).filter((sku) => sku.startsWith('PB-'))
  return said.flatMap(({ asin, marketplace, says, place }) => {
    const master = masters[place % masters.length]
    if (says === 'ignore') return override(asin, { shop: marketplace, ignore: true })
    if (says === 'none') return override(asin, { shop: marketplace, canonical: 'none' })
    return master === undefined ? [] : override(asin, { shop: marketplace, canonical: master })
  })
}
