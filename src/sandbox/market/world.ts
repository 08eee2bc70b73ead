import type { Random } from '../catalogue/random.ts'
import type { Article, Means } from './article.ts'
import type { Defects, MarketListing, MarketVariant, Platform } from './types.ts'

/** A product, and everything that sells it. */
export interface Family {
  article: Article
  listings: MarketListing[]
  /** A defect says already what belongs together here, and a second one would have to know of it. */
  settled: boolean
}

/** What is made so far. */
export interface World extends Means {
  now: number
  shopeeCodes: boolean
  families: Family[]
  /** Listings of families that are settled: were one of them gone, something else would belong together. */
  bound: Set<MarketListing>
  /** Which variant each of them truly is; `null`: all that tells it is contested. */
  labels: Map<MarketVariant, string | null>
  defects: Defects
}

export const SHOPS: { readonly [platform in Platform]: string } = {
  shopee: '14701711',
  'tiktok-shop': '7494049642642441621',
}

export function keyOf({ platform, shop, id }: MarketListing): string {
  return `${platform}/${shop}/${id}`
}

export function variantKeyOf(listing: MarketListing, { id }: MarketVariant): string {
  return id === null ? keyOf(listing) : `${keyOf(listing)}/${id}`
}

export function note({ defects }: World, name: string, listing: MarketListing): void {
  defects[name] ??= []
  const keys = defects[name]
  const key = keyOf(listing)
  if (!keys.includes(key)) keys.push(key)
}

export function on(family: Family, platform: Platform): MarketListing | null {
  return family.listings.find((listing) => listing.platform === platform) ?? null
}

/** When it was made and last changed: now and then in the same second as others, as after an edit of many at once. */
export function times(random: Random, now: number): Pick<MarketListing, 'createdAt' | 'updatedAt'> {
  const DAY = 86_400
  const createdAt = now - random.integer(40, 900) * DAY - random.integer(0, DAY)
  const updatedAt = random.chance(0.1) ? now - 20 * DAY : now - random.integer(0, 39 * DAY)
  return { createdAt, updatedAt }
}

const GONE: readonly string[] = ['SELLER_DELETE', 'SHOPEE_DELETE', 'DELETED']

/** Its platform tells of it only to say that it is no more. */
export function isGone({ status }: MarketListing): boolean {
  return GONE.includes(status)
}
