import { parseJsonBody, type SimRequest } from '../http.ts'
import { refusals } from './envelope.ts'
import type { TikTokSimSettings } from './options.ts'
import { PageTokens, type Place, queryKey } from './page-tokens.ts'
import { type SimProduct, STATUSES } from './product.ts'

/** What a body may hold; others would be taken for slips. */
const FILTERS = new Set([
  ...['status', 'seller_skus', 'sku_ids', 'create_time_ge', 'create_time_le', 'update_time_ge', 'update_time_le'],
  ...['audit_status', 'listing_platforms', 'listing_quality_tiers', 'category_version', 'return_draft_version'],
  'sns_filter',
])
const MOST_PER_PAGE = 100
const MOST_NAMED = 10

interface Filters {
  status?: string
  seller_skus?: string[]
  sku_ids?: string[]
  create_time_ge?: number
  create_time_le?: number
  update_time_ge?: number
  update_time_le?: number
}

export interface Page {
  total: number
  products: SimProduct[]
  next: string | null
}

/** Searches one shop: newest first, by pages, up to the cap. */
export class Search {
  private readonly tokens = new PageTokens()
  /** Ids; when products were made does not change. */
  private sorted: string[] = []

  /** @throws Refusal */
  page(
    request: SimRequest,
    all: ReadonlyMap<string, SimProduct>,
    given: { settings: TikTokSimSettings; now: number },
  ): Page {
    const { settings, now } = given
    const filters = readFilters(request)
    const size = readSize(request.query)
    const matching = this.inOrder(all).filter((product) => matches(product, filters))
    if (matching.length > settings.searchCap && !isCountable(request, settings)) throw refusals.tooMany()
    const about = { query: queryKey(request.body), at: now, settings }
    const token = request.query.get('page_token')
    const begin = token ? placeIn(matching, this.tokens.read(token, about)) : 0
    if (begin >= settings.searchCap) throw refusals.tooMany()
    const end = begin + Math.max(1, size - settings.shortPages)
    const whole = matching.length <= end
    const products = matching.slice(begin, end)
    const last = products.at(-1)
    const next = whole || last === undefined ? null : this.tokens.issue(last, end, about)
    return { total: matching.length, products, next }
  }

  private inOrder(all: ReadonlyMap<string, SimProduct>): SimProduct[] {
    const known = this.sorted.flatMap((id) => all.get(id) ?? [])
    if (known.length === all.size) return known
    const products = [...all.values()].sort(
      (a, b) => b.create_time - a.create_time || (BigInt(a.id) < BigInt(b.id) ? 1 : -1),
    )
    this.sorted = products.map(({ id }) => id)
    return products
  }
}

/** The first page of a search tells the total however many there are, unless the settings say that it is refused at once. */
function isCountable({ query }: SimRequest, { capRefuses }: TikTokSimSettings): boolean {
  return !capRefuses && !query.get('page_token')
}

function placeIn(matching: SimProduct[], place: Place): number {
  if ('offset' in place) return place.offset
  const [milliseconds, id] = place.after
  const after = matching.findIndex(
    (product) =>
      product.create_time * 1000 < milliseconds ||
      (product.create_time * 1000 === milliseconds && BigInt(product.id) < BigInt(id)),
  )
  return after < 0 ? matching.length : after
}

function readSize(query: URLSearchParams): number {
  const size = Number(query.get('page_size') ?? '')
  if (!Number.isInteger(size) || size < 1 || size > MOST_PER_PAGE) throw refusals.parameter('page_size')
  return size
}

function readFilters({ body, headers }: SimRequest): Filters {
  if (!headers['content-type']?.startsWith('application/json')) throw refusals.format()
  const parsed = parseJsonBody(body)
  const value = 'value' in parsed ? parsed.value : null
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusals.format()
  // Official libraries sign an empty object in two ways, so that nobody can rely on it.
  const names = Object.keys(value)
  if (names.length === 0) throw refusals.sign()
  for (const name of names) if (!FILTERS.has(name)) throw refusals.parameter(name)
  return checked(value as Filters)
}

function checked(filters: Filters): Filters {
  const { status = 'ALL', seller_skus = [], sku_ids = [] } = filters
  if (status !== 'ALL' && !STATUSES.some((one) => one === status)) throw refusals.parameter('status')
  if (seller_skus.length > MOST_NAMED) throw refusals.sellerSkus()
  if (sku_ids.length > MOST_NAMED) throw refusals.skuIds()
  if (!isSpan(filters.create_time_ge, filters.create_time_le)) throw refusals.createTime()
  if (!isSpan(filters.update_time_ge, filters.update_time_le)) throw refusals.updateTime()
  return filters
}

/** Unix seconds; either end may be missing. */
function isSpan(from = 1, to = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from > 0 && from <= to
}

function matches(product: SimProduct, filters: Filters): boolean {
  const { status = 'ALL', seller_skus, sku_ids } = filters
  if (status !== 'ALL' && product.status !== status) return false
  if (!isWithin(product.create_time, filters.create_time_ge, filters.create_time_le)) return false
  if (!isWithin(product.update_time, filters.update_time_ge, filters.update_time_le)) return false
  if (seller_skus && !product.skus.some(({ seller_sku }) => seller_skus.includes(seller_sku))) return false
  return !sku_ids || product.skus.some(({ id }) => sku_ids.includes(id))
}

function isWithin(time: number, from = 0, to = Number.POSITIVE_INFINITY): boolean {
  return time >= from && time <= to
}
