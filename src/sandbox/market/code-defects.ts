import type { Article } from './article.ts'
import { both, type FamilyDefect, settling, tiered } from './defect.ts'
import { newListing } from './listing.ts'
import type { MarketCode, MarketListing, MarketVariant } from './types.ts'
import { type Family, on, variantKeyOf, type World } from './world.ts'

const onTiktok = (family: Family): boolean => on(family, 'tiktok-shop') !== null
const single = (family: Family): boolean => !tiered(family)
/** Codes on both platforms: in Indonesia there are none on Shopee. */
const codedSingle = (family: Family, { shopeeCodes }: World): boolean => shopeeCodes && both(family) && single(family)

const tiktokOf = (family: Family): MarketListing => on(family, 'tiktok-shop') as MarketListing
const shopeeOf = (family: Family): MarketListing => on(family, 'shopee') as MarketListing
const firstOf = ({ variants }: MarketListing): MarketVariant => variants[0] as MarketVariant
const ean = (code: string): MarketCode => ({ code, type: 'EAN' })

/** Everybody who bears the variant's SKU belongs to nothing. */
function contest(sku: string, { listings }: Family, { labels }: World): void {
  for (const { variants } of listings)
    for (const variant of variants) if (variant.sku === sku) labels.set(variant, null)
}

/** The same goods once more under other SKUs, such as a gift set for which the seller took the code of the goods. */
function giftSet({ article }: Family, world: World): MarketListing {
  const sku = `${article.sku}-SET`
  const variants = article.variants.map((variant) => ({
    ...variant,
    sku: `${sku}${variant.sku.slice(article.sku.length)}`,
  }))
  const set: Article = { ...article, name: `${article.name} Gift Set`, sku, variants }
  return newListing('tiktok-shop', set, world)
}

/** Two listings of the shop with the same SKU and two codes. */
function conflicting(family: Family, world: World): MarketListing[] {
  const listing = tiktokOf(family)
  const again = newListing('tiktok-shop', family.article, world)
  family.listings.push(again)
  const { sku } = firstOf(listing)
  firstOf(listing).gtin ??= ean(world.numbers.ean())
  for (const variant of again.variants) if (variant.sku === sku) variant.gtin = ean(world.numbers.ean())
  contest(sku, family, world)
  return [listing, again]
}

/** Codes that are shared, contradict one another, or are the only evidence that there is. */
export const CODE_DEFECTS: readonly FamilyDefect[] = settling([
  { name: 'code-conflict', share: 0.02, fits: onTiktok, put: conflicting },
  {
    name: 'code-shared',
    share: 0.015,
    fits: onTiktok,
    put(family, world) {
      const listing = tiktokOf(family)
      const set = giftSet(family, world)
      const code = firstOf(listing).gtin ?? ean(world.numbers.ean())
      firstOf(listing).gtin = code
      // The others have none: one code of theirs on both would be shared as well.
      for (const variant of set.variants) variant.gtin = null
      firstOf(set).gtin = { ...code }
      family.listings.push(set)
      return [listing, set]
    },
  },
  {
    name: 'code-shared-without-sku',
    share: 0.01,
    fits: (family) => onTiktok(family) && single(family),
    put(family, world) {
      const listing = tiktokOf(family)
      const set = giftSet(family, world)
      const code = ean(world.numbers.ean())
      for (const one of [listing, set]) {
        Object.assign(firstOf(one), { sku: '', gtin: { ...code } })
        world.labels.set(firstOf(one), null)
      }
      for (const one of family.listings) if (one.platform === 'shopee') firstOf(one).gtin = null
      family.listings.push(set)
      return [listing, set]
    },
  },
  {
    // On the other platform nobody knows the code, so nothing leads there.
    name: 'code-without-sku',
    share: 0.015,
    fits: (family) => both(family) && single(family),
    put(family, { numbers, labels }) {
      const listing = tiktokOf(family)
      const variant = firstOf(listing)
      firstOf(shopeeOf(family)).gtin = null
      Object.assign(variant, { sku: '', gtin: ean(numbers.ean()) })
      labels.set(variant, variantKeyOf(listing, variant))
      return [listing]
    },
  },
  {
    name: 'code-with-wrong-check-digit',
    share: 0.01,
    fits: onTiktok,
    put(family, { numbers }) {
      const listing = tiktokOf(family)
      const right = numbers.ean()
      for (const one of family.listings)
        if (one.platform === 'shopee') for (const variant of one.variants) variant.gtin = null
      firstOf(listing).gtin = ean(right.slice(0, -1) + String((Number(right.at(-1)) + 1) % 10))
      return [listing]
    },
  },
  {
    // No SKU on Shopee, and the code with other zeros in front.
    name: 'code-joins',
    share: 0.04,
    fits: codedSingle,
    put(family, { numbers, random }) {
      const listing = shopeeOf(family)
      const code = numbers.ean()
      const sku = random.chance(0.5) ? '' : `SHP${numbers.serial()}`
      Object.assign(firstOf(listing), { sku, gtin: { code: `0${code}`, type: 'GTIN' } })
      firstOf(tiktokOf(family)).gtin = ean(code)
      return [listing]
    },
  },
  {
    // The code is on one product of each shop, but one of its bearers has a SKU that two codes claim.
    name: 'code-of-contested-sku',
    share: 0.01,
    fits: codedSingle,
    put(family, world) {
      const listing = shopeeOf(family)
      const code = ean(world.numbers.ean())
      firstOf(tiktokOf(family)).gtin = code
      Object.assign(firstOf(listing), { sku: '', gtin: { ...code } })
      world.labels.set(firstOf(listing), null)
      return [listing, ...conflicting(family, world)]
    },
  },
])
