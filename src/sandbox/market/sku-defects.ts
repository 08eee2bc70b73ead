import { newArticle } from './article.ts'
import { both, type FamilyDefect, settling, tiered } from './defect.ts'
import { newListing } from './listing.ts'
import type { MarketListing, MarketVariant } from './types.ts'
import { type Family, on, variantKeyOf, type World } from './world.ts'

/** Takes a variant's SKU away, and with it what tells that it is the same as another. */
function strip(listing: MarketListing, variant: MarketVariant, { labels }: World): void {
  variant.sku = ''
  variant.gtin = null
  labels.set(variant, variantKeyOf(listing, variant))
}

function anyListing({ listings }: Family, { random }: World): MarketListing {
  return random.pick(listings)
}

/** Seller SKUs that are missing, doubled, or written in another way. */
export const SKU_DEFECTS: readonly FamilyDefect[] = settling([
  {
    name: 'no-sku',
    share: 0.03,
    fits: () => true,
    put(family, world) {
      const listing = anyListing(family, world)
      for (const variant of listing.variants) strip(listing, variant, world)
      return [listing]
    },
  },
  {
    name: 'no-sku-on-some',
    share: 0.02,
    fits: tiered,
    put(family, world) {
      const listing = anyListing(family, world)
      strip(listing, listing.variants[0] as MarketVariant, world)
      return [listing]
    },
  },
  {
    // Copied from the row above: both are the first now, and the second has lost its counterpart.
    name: 'sku-twice-in-product',
    share: 0.02,
    fits: tiered,
    put(family, world) {
      const listing = anyListing(family, world)
      const [first, second] = listing.variants as [MarketVariant, MarketVariant]
      for (const { variants } of family.listings) for (const variant of variants) variant.gtin = null
      second.sku = first.sku
      world.labels.set(second, world.labels.get(first) ?? null)
      return [listing]
    },
  },
  {
    name: 'listed-twice',
    share: 0.03,
    fits: () => true,
    put(family, world) {
      const { platform } = anyListing(family, world)
      const again = newListing(platform, family.article, world)
      family.listings.push(again)
      return [again]
    },
  },
  {
    name: 'sku-in-deleted',
    share: 0.03,
    fits: () => true,
    put(family, world) {
      const { platform, createdAt } = anyListing(family, world)
      const former = newListing(platform, family.article, world)
      former.createdAt = createdAt - 100 * 86_400
      former.updatedAt = createdAt
      former.status = platform === 'shopee' ? world.random.pick(['SELLER_DELETE', 'SHOPEE_DELETE']) : 'DELETED'
      family.listings.push(former)
      return [former]
    },
  },
  {
    name: 'sku-case-and-blanks',
    share: 0.05,
    fits: both,
    put(family, world) {
      const listing = anyListing(family, world)
      for (const variant of listing.variants) variant.sku = otherwise(variant.sku, world)
      return [listing]
    },
  },
  {
    // One character apart, outside of case and blanks around: another SKU, whatever a person would say.
    name: 'sku-near',
    share: 0.015,
    fits: both,
    put(family, world) {
      const listing = anyListing(family, world)
      const mark = world.random.pick([' ', '_', '--'])
      for (const variant of listing.variants) {
        variant.sku = variant.sku.replace('-', mark)
        variant.gtin = null
        world.labels.set(variant, variant.sku)
      }
      return [listing]
    },
  },
  {
    // Two items with one parent SKU and nothing else in common: which of them has it as its name?
    name: 'parent-sku-twice',
    share: 0.01,
    fits: (family) => tiered(family) && on(family, 'shopee') !== null,
    put(family, world) {
      const { article } = family
      const other = newArticle(world, article.line)
      const listing = newListing('shopee', other, world)
      listing.parentSku = article.sku
      family.listings.push(listing)
      return [listing]
    },
  },
  {
    // On Shopee every colour is an item of its own, on TikTok Shop they are one product.
    name: 'split-on-shopee',
    share: 0.02,
    fits: (family) => both(family) && family.article.axes[0]?.kind === 'colour',
    put(family, world) {
      const { article, listings } = family
      const colours = article.axes[0]?.values ?? []
      const items = colours.map((colour, pick) => {
        const variants = article.variants.filter(({ picks }) => picks[0] === pick)
        const rest = variants.map((variant) => ({ ...variant, picks: variant.picks.slice(1) }))
        const name = `${article.name} ${colour}`
        const sku = `${article.sku}-${pick + 1}`
        return newListing('shopee', { ...article, name, sku, axes: article.axes.slice(1), variants: rest }, world)
      })
      family.listings = [...items, ...listings.filter(({ platform }) => platform !== 'shopee')]
      return items
    },
  },
])

function otherwise(sku: string, { random }: World): string {
  const spelt = random.chance(0.5) ? sku.toLowerCase() : sku
  return random.pick([`${spelt.toLowerCase()}`, ` ${spelt}`, `${spelt}  `, `\u00a0${spelt}`, `${spelt}\t`])
}
