import type { Clock } from '../../model/clock.ts'
import { ConfigError, ProviderError } from '../../model/errors.ts'
import type { ItemFields } from '../../model/item.ts'
import type { SourceContext, SourceResult } from '../../model/source.ts'
import { NoMoreCalls } from '../../net/no-more-calls.ts'
import { type Shop, searchCall } from './calls.ts'
import { type Client, MOST } from './client.ts'
import type { Place } from './convert.ts'
import { Details } from './details.ts'
import { type Before, deletedItems, knownBefore, unchanged } from './earlier.ts'
import { inTurns } from './in-turns.ts'
import { Pages } from './pages.ts'
import type { ProductItem } from './product-item.ts'
import { resultOf } from './result.ts'
import type { Row } from './rows.ts'
import { Shared } from './shared.ts'
import { DELETED } from './statuses.ts'
import type { TikTokShopRequest } from './wants.ts'
import { CAP, type Lack, type Span, type TimeField, Windows } from './windows.ts'

export interface ReaderParts {
  client: Client
  shop: Shop
  /** What the settings call it. */
  name: string
  want: TikTokShopRequest
  /** At most that many items. */
  limit: number | null
  context: SourceContext
  before: Before | null
  clock: Clock
  signal: AbortSignal
  /** Most results of one search; what the service gives unless told. */
  cap?: number
}

/** Seconds: what is told of a change may come a little later than the change. */
const LATE = 120
/** Seconds after a change in which another may follow unseen: its time has no smaller parts. */
const UNSETTLED = 10
const EVERY = 50
/** Of products that are asked for by their ids, of which no search has told anything. */
const NAMED = ''

/** One read of a shop: every product by searches, then the details of those that changed since they were read before. */
export class Reader {
  readonly #parts: ReaderParts
  readonly #pages: Pages
  readonly #details: Details
  readonly #place: Omit<Place, 'updated'>
  /** What is known of each product from the search, and what it has become. */
  readonly #rows = new Map<string, Row>()
  readonly #settled = new Map<string, { row: Row; items: ProductItem[] }>()
  #lacks: Lack[] = []
  #began = Number.POSITIVE_INFINITY
  #listed = 0
  #reused = 0

  constructor(parts: ReaderParts) {
    const { client, shop, context, signal, before } = parts
    this.#parts = parts
    this.#place = { shop: parts.name, shopId: shop.id, shared: new Shared() }
    this.#pages = new Pages({
      memo: context.memo,
      ask: (filter, token) =>
        client.call(searchCall(shop.cipher, filter, token === undefined ? {} : { token }), signal),
      brief: (id, status) => status === DELETED || before?.has(id) === true,
      now: () => this.#now(),
    })
    this.#details = new Details({
      ...{ client, cipher: shop.cipher, memo: context.memo, place: this.#place, signal },
      settledBefore: () => this.#began - UNSETTLED,
    })
  }

  /** @throws ProviderError when nothing can be read, or there is nothing */
  async read(): Promise<SourceResult> {
    const ending = await this.#readAll().then(
      () => null,
      (error: unknown) => this.#endedBy(error),
    )
    const items = this.#items()
    const whole = ending === null && this.#wants()
    if (items.length === 0 && whole) throw noProducts(this.#parts, this.#rows.size)
    const { client } = this.#parts
    return resultOf({
      items: items as unknown as ItemFields[],
      ...{ whole, ending, lacks: this.#lacks, failed: this.#details.failed },
      counts: this.#counts(),
      calls: client.totals(),
    })
  }

  /** First by times of creation, which no edit moves; then what was changed meanwhile, so that nothing is lost. */
  async #readAll(): Promise<void> {
    const { ids } = this.#parts.want
    if (ids.length > 0) {
      assertIds(ids)
      for (const id of ids) this.#take({ id, status: NAMED, created: 0, updated: 0, brief: null })
      this.#began = this.#now()
      return this.#settle()
    }
    await this.#search('create_time', { from: null, to: null })
    await this.#settle()
    if (!this.#wants()) return
    await this.#search('update_time', { from: Math.max(1, this.#began - LATE), to: null })
    await this.#settle()
  }

  async #search(field: TimeField, span: Span): Promise<void> {
    const take = (row: Row): void => this.#take(row)
    const { cap = CAP } = this.#parts
    const wants = (): boolean => this.#wants()
    const windows = new Windows({ pages: this.#pages, field, take, wants, now: this.#now(), cap })
    windows.onPage = ({ at }) => {
      if (field === 'create_time') this.#began = Math.min(this.#began, at)
      this.#tell()
    }
    await windows.read(span)
    this.#lacks = [...this.#lacks, ...windows.lacks]
  }

  #take(row: Row): void {
    const known = this.#rows.get(row.id)
    if (known === undefined || row.updated >= known.updated) this.#rows.set(row.id, row)
  }

  async #settle(): Promise<void> {
    try {
      // Of these the client's tempo lets go as many as it may.
      await inTurns(this.#unsettled(), MOST.atOnce, (row) => this.#settleOne(row))
    } finally {
      this.#details.keep()
    }
    this.#tell()
  }

  async #settleOne(row: Row): Promise<void> {
    const items = await this.#itemsOf(row)
    const before = this.#settled.get(row.id)
    this.#listed += listed(items) - listed(before?.items ?? [])
    this.#settled.set(row.id, { row, items })
    if (this.#settled.size % EVERY === 0) this.#tell()
  }

  *#unsettled(): Generator<Row> {
    for (const row of this.#rows.values()) {
      if (!this.#hasRoom()) return
      const known = this.#settled.get(row.id)?.row
      if (known?.updated !== row.updated || known.status !== row.status) yield row
    }
  }

  async #itemsOf(row: Row): Promise<ProductItem[]> {
    const { before, want } = this.#parts
    const place = { ...this.#place, updated: row.updated }
    const known = knownBefore(before, row.id, this.#place.shared)
    if (row.status === DELETED) return deletedItems(row, known, place)
    if (!this.#isWanted(row.status)) return []
    const same = unchanged(known, row)
    if (same) {
      this.#reused += 1
      return same
    }
    const items = await this.#details.of(row)
    if (items === null) return []
    const first = items === 'gone' ? null : items[0]
    if (items === 'gone' || !first || first.status === DELETED) return deletedItems(row, known, place)
    // It may have changed since it was found; named products are wanted whatever they are.
    return want.ids.length > 0 || this.#isWanted(first.status) ? [...items] : []
  }

  #isWanted(status: string): boolean {
    return status === NAMED || this.#parts.want.statuses.includes(status)
  }

  /** What ends a read before its end: what there is so far is kept, where there is something. */
  #endedBy(error: unknown): NoMoreCalls {
    if (error instanceof NoMoreCalls && this.#settled.size > 0) return error
    throw error
  }

  #items(): ProductItem[] {
    const { limit, want } = this.#parts
    const found = [...this.#settled.values()].flatMap(({ items }) => items)
    const all = want.brands.length === 0 ? found : found.filter(({ brand }) => isOneOf(want.brands, brand))
    return limit === null ? all : all.filter(({ status }) => status !== DELETED).slice(0, limit)
  }

  #counts(): { [name: string]: number } {
    const rows = [...this.#rows.values()]
    const deleted = rows.filter(({ status }) => status === DELETED).length
    const products = rows.filter(({ status }) => this.#isWanted(status)).length
    return { products, deleted, other_status: rows.length - deleted - products, unchanged: this.#reused }
  }

  /** False: as many as were asked for are found. */
  #wants(): boolean {
    const { limit } = this.#parts
    if (limit === null) return true
    let found = 0
    for (const { status } of this.#rows.values()) if (this.#isWanted(status)) found += 1
    return found < limit
  }

  #hasRoom(): boolean {
    return this.#parts.limit === null || this.#listed < this.#parts.limit
  }

  #tell(): void {
    const { context, client } = this.#parts
    context.progress({ found: this.#rows.size, read: this.#settled.size, calls: client.calls })
  }

  /** Seconds since 1970, by the service's clock. */
  #now(): number {
    const { clock, client } = this.#parts
    return Math.floor(clock.now() / 1000) - (client.transport.skew.seconds ?? 0)
  }
}

function listed(items: readonly ProductItem[]): number {
  return items.filter(({ status }) => status !== DELETED).length
}

/** @throws ConfigError when one of them can be no id: each becomes a part of an address */
function assertIds(ids: readonly string[]): void {
  const wrong = ids.filter((id) => !/^[1-9]\d{0,19}$/.test(id))
  if (wrong.length === 0) return
  throw new ConfigError(
    'malformed-id',
    `${wrong.slice(0, 5).join(', ')} cannot be an id of a product on TikTok Shop.`,
    {
      hints: ['An id has digits alone, 19 of them as a rule; behind a dot a SKU may be named.'],
    },
  )
}

function isOneOf(brands: readonly string[], brand: string | null): boolean {
  return brands.some((name) => name.trim().toLowerCase() === brand?.trim().toLowerCase())
}

function noProducts({ name, want }: ReaderParts, others: number): ProviderError {
  const { ids, statuses } = want
  if (ids.length > 0) {
    return new ProviderError('no-products', `The shop ${name} has none of the products that are named.`, {
      hints: ['Their ids have 19 digits as a rule; behind a dot a SKU may be named.'],
    })
  }
  const there = others === 0 ? 'it has none at all' : `it has ${others} of other statuses`
  return new ProviderError(
    'no-products',
    `The shop ${name} has no products that are ${statuses.join(' or ')}: ${there}.`,
    {
      hints: [
        'Check source.tiktok-shop.statuses, and that the shop is the one that is meant ("sync doctor" names it).',
      ],
    },
  )
}
