import type { ListingDefect } from './defect.ts'
import { DIALECTS } from './dialects.ts'
import type { MarketListing, MarketTier, MarketVariant, ShopeeStatus, TiktokStatus } from './types.ts'
import { NOISE } from './vocabulary.ts'
import { isGone, type World } from './world.ts'

const shopee = ({ platform }: MarketListing): boolean => platform === 'shopee'
const tiktok = ({ platform }: MarketListing): boolean => platform === 'tiktok-shop'
const tiered = ({ tiers }: MarketListing): boolean => tiers.length > 0
const live = ({ status }: MarketListing): boolean => status === 'NORMAL' || status === 'ACTIVATE'
const always = (): boolean => true

/** What is wrong with a listing when one looks at it; none of it says what belongs together. */
export const LOOKS: readonly ListingDefect[] = [
  look('no-title', { share: 0.01, fits: always }, (listing) => {
    listing.title = ''
  }),
  look('title-noise', { share: 0.12, fits: ({ title }) => title !== '' }, (listing, { random }) => {
    const words = listing.title.split(' ')
    const blank = random.pick(['  ', '\u00a0', '\u00a0 '])
    listing.title = `${random.pick(NOISE)}${words.slice(0, 2).join(blank)} ${words.slice(2).join('  ')} `
  }),
  look('price-0', { share: 0.01, fits: always }, ({ variants }) => {
    for (const variant of variants) Object.assign(variant, { listPrice: '0', salePrice: null })
  }),
  look('price-0-on-one', { share: 0.01, fits: tiered }, ({ variants }) => {
    Object.assign(variants[0] as MarketVariant, { listPrice: '0', salePrice: null })
  }),
  look('equal-options', { share: 0.02, fits: tiered }, ({ tiers }) => {
    const [first, second] = (tiers[0] as MarketTier).options
    if (first && second) second.value = first.value
  }),
  look('description-extended', { share: 0.08, fits: shopee }, (listing, { random }) => {
    const images = [DIALECTS.shopee.image(random), DIALECTS.shopee.image(random)]
    listing.description = { ...listing.description, form: 'extended', images }
  }),
  look('no-description', { share: 0.03, fits: ({ description }) => description.form !== 'extended' }, (listing) => {
    listing.description = { ...listing.description, text: '' }
  }),
  look('image-without-url', { share: 0.02, fits: always }, ({ images }) => {
    if (images[0]) images[0].url = ''
  }),
  look('image-twice', { share: 0.03, fits: ({ images }) => images.length < 9 }, ({ images }) => {
    if (images[0]) images.push({ ...images[0] })
  }),
  look('no-image', { share: 0.01, fits: always }, (listing) => {
    listing.images = []
  }),
  look('weight-on-variant', { share: 0.05, fits: tiered }, (listing) => {
    const heavier = listing.weightGrams + 150
    const variant = listing.variants[0] as MarketVariant
    Object.assign(variant, { weightGrams: heavier, dimensions: { length: 60, width: 40, height: 30 } })
    // An item shows the largest of its models.
    listing.weightGrams = heavier
    for (const other of listing.variants) other.weightGrams ??= heavier - 150
  }),
  look('variant-off', { share: 0.04, fits: tiered }, ({ variants }) => {
    Object.assign(variants[0] as MarketVariant, { active: false })
  }),
  look('category-with-blanks', { share: 0.03, fits: tiktok }, ({ category }) => {
    const leaf = category.at(-1)
    if (leaf) leaf.name = `\t\n${leaf.name}`
  }),
  look('tokopedia-off', { share: 0.03, fits: ({ tokopedia }) => tokopedia !== null }, (listing) => {
    listing.tokopedia = 'PLATFORM_DEACTIVATED'
  }),
  ...statusDefects<ShopeeStatus>(shopee, {
    UNLIST: 0.04,
    BANNED: 0.015,
    REVIEWING: 0.01,
    SELLER_DELETE: 0.015,
    SHOPEE_DELETE: 0.005,
  }),
  ...statusDefects<TiktokStatus>(tiktok, {
    SELLER_DEACTIVATED: 0.04,
    PLATFORM_DEACTIVATED: 0.015,
    DRAFT: 0.01,
    PENDING: 0.01,
    FAILED: 0.01,
    FREEZE: 0.005,
    DELETED: 0.02,
  }),
]

type Put = (listing: MarketListing, world: World) => void

function look(name: string, { share, fits }: Pick<ListingDefect, 'share' | 'fits'>, change: Put): ListingDefect {
  const put: ListingDefect['put'] = (listing, world) => {
    change(listing, world)
    return [listing]
  }
  return { name, share, fits, put }
}

function statusDefects<S extends ShopeeStatus | TiktokStatus>(
  of: (listing: MarketListing) => boolean,
  shares: { [status in S]?: number },
): ListingDefect[] {
  const fits = (listing: MarketListing, { bound }: World, status: S): boolean =>
    of(listing) && live(listing) && !(bound.has(listing) && isGone({ ...listing, status }))
  return (Object.entries(shares) as [S, number][]).map(([status, share]) =>
    look(`status-${status}`, { share, fits: (listing, world) => fits(listing, world, status) }, (listing) => {
      listing.status = status
    }),
  )
}
