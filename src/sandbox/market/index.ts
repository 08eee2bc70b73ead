import { randomOf } from '../catalogue/random.ts'
import { shuffled } from '../random.ts'
import { newArticle } from './article.ts'
import { CODE_DEFECTS } from './code-defects.ts'
import { spread } from './defect.ts'
import { leaveHoles } from './holes.ts'
import { spoil } from './invalid.ts'
import { newListing } from './listing.ts'
import { LOOKS } from './looks.ts'
import { marketNumbers } from './numbers.ts'
import { SKU_DEFECTS } from './sku-defects.ts'
import { truthOf } from './truth.ts'
import type { MarketCatalogue, MarketListing, MarketOptions, Platform } from './types.ts'
import { type Family, note, on, type World } from './world.ts'

export type * from './types.ts'

/** 2026-11-01, so that the same options give the same catalogue on any day. */
const NOW = 1_793_491_200

/**
 * What an Indonesian seller has on Shopee and on TikTok Shop, with the defects that such catalogues have. The same
 * options give the same catalogue. Pure; no two calls share anything.
 */
export function marketCatalogue({ listings: count, seed, ...options }: MarketOptions): MarketCatalogue {
  const { now = NOW, shopeeCodes = false, invalid } = options
  const random = randomOf(seed)
  const numbers = marketNumbers(seed)
  const world: World = {
    random,
    numbers,
    now,
    shopeeCodes,
    families: [],
    bound: new Set(),
    labels: new Map(),
    defects: {},
  }
  for (let at = 0; at < count; at++) world.families.push(newFamily(world))
  const families = shuffled(world.families, random.next)
  spread(SKU_DEFECTS, families, world)
  spread(CODE_DEFECTS, families, world)
  leaveHoles(families, world)
  noteHabits(world)
  world.bound = new Set(world.families.flatMap((family) => (family.settled ? family.listings : [])))
  const all = world.families.flatMap(({ listings }) => listings)
  spread(LOOKS, shuffled(all, random.next), world)
  if (invalid !== undefined) spoil(shuffled(all, random.next), invalid, world)
  const listings = all.toSorted(byPlatformAndId)
  return { currency: 'IDR', listings, truth: truthOf(listings, world.labels), defects: world.defects }
}

const ON_ONE = 0.11

function newFamily(world: World): Family {
  const article = newArticle(world)
  const draw = world.random.next()
  const platforms: Platform[] =
    draw < ON_ONE ? ['shopee'] : draw < 2 * ON_ONE ? ['tiktok-shop'] : ['shopee', 'tiktok-shop']
  const listings = platforms.map((platform) => newListing(platform, article, world))
  return { article, listings, settled: false }
}

/** What is no mistake, and yet makes two listings of one product unlike. */
function noteHabits(world: World): void {
  for (const family of world.families) {
    const shopee = on(family, 'shopee')
    const tiktok = on(family, 'tiktok-shop')
    if (shopee === null || tiktok === null) note(world, 'on-one-platform', (shopee ?? tiktok) as MarketListing)
    else if (shopee.tiers.length === 2) noteTiers(world, shopee, tiktok)
  }
}

function noteTiers(world: World, shopee: MarketListing, tiktok: MarketListing): void {
  const [first, second] = shopee.tiers.map(({ name }) => (['Warna', 'Color'].includes(name) ? 'colour' : 'size'))
  const [other] = tiktok.tiers.map(({ name }) => (['Warna', 'Color'].includes(name) ? 'colour' : 'size'))
  if (other === second && first !== second) note(world, 'options-in-other-order', tiktok)
  const names = new Set(shopee.tiers.map(({ name }) => name))
  if (!tiktok.tiers.every(({ name }) => names.has(name))) note(world, 'options-under-other-names', tiktok)
}

function byPlatformAndId(a: MarketListing, b: MarketListing): number {
  if (a.platform !== b.platform) return a.platform < b.platform ? -1 : 1
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1)
}
