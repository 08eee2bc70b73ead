import { seededRandom, shuffled } from '../random.ts'
import type { Article, ArticleVariant, Axis } from './article.ts'
import { categoryOf, DIALECTS, type Dialect } from './dialects.ts'
import type { MarketListing, MarketStock, MarketTier, MarketVariant, Platform } from './types.ts'
import { BRANDS, COLOURS, TIER_NAMES } from './vocabulary.ts'
import { note, SHOPS, times, type World } from './world.ts'

/** A listing of the article as it should be, and what each of its variants truly is. */
export function newListing(platform: Platform, article: Article, world: World): MarketListing {
  const { random, numbers, now } = world
  const dialect = DIALECTS[platform]
  const tiered = article.axes.length > 0
  const shown = shownAs(article.axes, dialect, world)
  const listing: MarketListing = {
    platform,
    shop: SHOPS[platform],
    id: dialect.productId(numbers),
    status: platform === 'shopee' ? 'NORMAL' : 'ACTIVATE',
    title: random.chance(0.3) ? `${article.name} - ${random.pick(['Gratis Ongkir', 'Bayar di Tempat'])}` : article.name,
    description: dialect.describe(article),
    brand: brandOf(article, dialect),
    category: categoryOf(article, dialect),
    images: Array.from({ length: random.integer(1, 6) }, () => dialect.image(random)),
    parentSku: platform === 'shopee' && tiered ? article.sku : '',
    tiers: shown.tiers,
    variants: [],
    weightGrams: article.variants[0]?.weight ?? 0,
    dimensions: { length: random.integer(10, 60), width: random.integer(10, 40), height: random.integer(2, 30) },
    attributes: attributesOf(article, dialect),
    ...times(random, now),
    tokopedia: platform === 'tiktok-shop' && random.chance(0.35) ? 'ACTIVATE' : null,
  }
  const variants = article.variants.map((variant) => sold(variant, { dialect, world, order: shown.order }))
  listing.variants = tiered ? shuffled(variants, seededRandom(numbers.serial())) : variants
  if (listing.tokopedia !== null) note(world, 'tokopedia', listing)
  return listing
}

interface Shown {
  tiers: MarketTier[]
  /** Which axis of the article each tier is. */
  order: number[]
}

/** In which order, and under which names: every shop has its own habits. */
function shownAs(axes: Axis[], dialect: Dialect, { random }: World): Shown {
  const english = random.chance(dialect.platform === 'shopee' ? 0.1 : 0.5)
  const order = axes.map((_, at) => at)
  if (dialect.platform === 'tiktok-shop' && random.chance(0.4)) order.reverse()
  const tiers = order.map((axis, at) => {
    const { kind, values } = axes[axis] as Axis
    const options = values.map((value) => ({ value, image: at === 0 ? dialect.image(random) : null }))
    return { name: TIER_NAMES[kind][english ? 1 : 0], options }
  })
  return { tiers, order }
}

interface Selling {
  dialect: Dialect
  world: World
  order: number[]
}

function sold(variant: ArticleVariant, { dialect, world, order }: Selling): MarketVariant {
  const { random, numbers, labels, shopeeCodes } = world
  const { platform } = dialect
  const list = platform === 'shopee' || random.chance(0.7) ? variant.price : variant.price + 5000
  const coded = variant.code !== null && (platform === 'tiktok-shop' || (shopeeCodes && order.length === 0))
  const made: MarketVariant = {
    id: dialect.variantId(numbers, order.length > 0),
    sku: variant.sku,
    options: order.map((axis) => variant.picks[axis] ?? 0),
    gtin: coded ? { code: variant.code as string, type: 'EAN' } : null,
    listPrice: String(list),
    salePrice: random.chance(0.35) ? String(Math.round((list * 0.9) / 100) * 100) : null,
    stock: stockOf(variant.stock, dialect, world),
    weightGrams: null,
    dimensions: null,
    active: true,
  }
  labels.set(made, variant.sku)
  return made
}

/** All in one place, or some of it in a second. */
function stockOf(quantity: number, { locations }: Dialect, { random }: World): MarketStock[] {
  const [first = '', second = ''] = locations
  if (quantity < 2 || random.chance(0.8)) return [{ location: first, quantity }]
  const there = random.integer(1, quantity - 1)
  return [
    { location: first, quantity: quantity - there },
    { location: second, quantity: there },
  ]
}

function brandOf({ brand }: Article, { categories }: Dialect): MarketListing['brand'] {
  return brand === null ? null : { id: String(categories * 10 + BRANDS.indexOf(brand)), name: brand }
}

function attributesOf({ line, axes }: Article, { categories }: Dialect): MarketListing['attributes'] {
  const attribute = (at: number, name: string, value: string) => ({
    id: String(categories + 900 + at),
    name,
    values: [{ id: String(categories + 9000 + at), name: value, unit: '' }],
  })
  const colour = axes.find(({ kind }) => kind === 'colour')?.values[0] ?? COLOURS[0]
  return [
    attribute(1, 'Jenis', line.name),
    attribute(2, 'Warna Utama', colour),
    attribute(3, 'Negara Asal', 'Indonesia'),
  ]
}
