import type { MarketCatalogue, MarketListing, MarketVariant, Platform } from '../../src/sandbox/market/types.ts'
import { variantKeyOf } from '../../src/sandbox/market/world.ts'

/** A change of one price, and the operations that it should be, by their ids. */
export interface Pricing {
  listing: MarketListing
  /** Of the variant in the listing. */
  place: number
  price: string
  expected: RegExp[]
}

/**
 * A variant that both shops list, each once, dearer than another of its product. On the second platform its price is that
 * of the mapping alone; on the first it is the variant's as well, and never the lowest of the product.
 */
export function pricingOn(platform: Platform, catalogue: MarketCatalogue, rejected: ReadonlySet<string>): Pricing {
  const sold = new Map(
    catalogue.listings.flatMap((listing) =>
      listing.variants.map((variant, place) => [variantKeyOf(listing, variant), { listing, variant, place }] as const),
    ),
  )
  for (const { variants } of catalogue.truth.masters) {
    const members = variants.flatMap((one) => one.members)
    const all = members.flatMap((key) => sold.get(key) ?? [])
    if (members.some((key) => rejected.has(key)) || variants.length < 2 || !all.every(isPlain)) continue
    const dearest = Math.max(...all.map(({ variant }) => Number(variant.listPrice)))
    const found = variants.find((one) => isOnBoth(one.members))?.members.find((key) => key.startsWith(`${platform}/`))
    const one = sold.get(found ?? '')
    if (found === undefined || one === undefined || !hasCheaper(one, all)) continue
    const mapping = new RegExp(`^update:mapping\\.${found}$`)
    return {
      ...{ listing: one.listing, place: one.place, price: String(dearest + 7000) },
      expected: platform === 'shopee' ? [/^update:variant\./, mapping] : [mapping],
    }
  }
  throw new Error(`No listing on ${platform} fits.`)
}

interface Sold {
  listing: MarketListing
  variant: MarketVariant
}

function isPlain({ listing: { title, status }, variant: { listPrice } }: Sold): boolean {
  return title !== '' && ['NORMAL', 'ACTIVATE'].includes(status) && Number(listPrice) > 0
}

function isOnBoth(members: readonly string[]): boolean {
  return members.length === 2 && new Set(members.map((key) => key.split('/')[0])).size === 2
}

/** Another variant of the same listing costs no more. */
function hasCheaper({ listing, variant }: Sold, all: readonly Sold[]): boolean {
  const others = all.filter((one) => one.listing === listing && one.variant !== variant)
  return others.some((one) => Number(one.variant.listPrice) <= Number(variant.listPrice))
}
