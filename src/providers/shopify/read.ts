import type { Diagnostic } from '../../model/diagnostic.ts'
import { ProviderError } from '../../model/errors.ts'
import { plainReport } from '../../model/export.ts'
import type { ItemFields } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import type { SourceContext, SourceRequest, SourceResult } from '../../model/source.ts'
import { NoMoreCalls } from '../../net/no-more-calls.ts'
import { nothingWritten } from './bulk.ts'
import type { WholeRead } from './bulk-whole.ts'
import type { Client } from './client.ts'
import type { ShopFacts } from './convert.ts'
import { convertAll } from './convert-all.ts'
import { PRODUCTS_COUNT } from './documents.ts'
import { asCount, asRecord } from './raw.ts'
import { type Catalogue, Reads } from './reads.ts'
import { incompleteBulk, lacking, otherVersion, unreadProducts } from './remarks.ts'
import { chosenOf, isNarrowed } from './selection.ts'
import type { Session } from './session.ts'
import { assertShop, type ShopInfo, shopInfo } from './shop-info.ts'
import { updated } from './update.ts'
import type { ShopifyRequest } from './wants.ts'

export interface ReadOptions {
  client: Client
  request: SourceRequest
  context: SourceContext
  signal: AbortSignal
}

/** What a read has found by now. */
interface Found {
  items: ItemFields[]
  /** Products that could not be used, and why. */
  unread: { id: string; reason: string }[]
  /** Whether there is nothing more, as far as is known. */
  whole: boolean
  remarks: Diagnostic[]
  /** Products that were taken from an earlier export. */
  unchanged: number
}

/** Milliseconds after a change in which another may follow unseen. */
const UNSETTLED_MS = 10_000

/** One read of a shop: Shopify writes all products into a file, and into another what has no room in the first. */
export class ShopReader {
  readonly #options: ReadOptions
  readonly #want: ShopifyRequest
  readonly #session: Session
  #found: Found = { items: [], unread: [], whole: false, remarks: [], unchanged: 0 }

  constructor(options: ReadOptions) {
    this.#options = options
    this.#want = options.request.want as unknown as ShopifyRequest
    this.#session = options.client.session(options.signal)
  }

  /** @throws SyncError */
  async read(): Promise<SourceResult> {
    const { signal } = this.#options
    signal.throwIfAborted()
    try {
      await this.#readAll()
    } catch (error) {
      if (!(error instanceof NoMoreCalls) || signal.aborted) throw error
      return this.#result(error)
    }
    return this.#result(null)
  }

  async #readAll(): Promise<void> {
    const { client, request, context } = this.#options
    const info = (await this.#kept('shop', () => shopInfo(this.#session))) as unknown as ShopInfo
    assertShop(info, request.shop)
    const began = Number(await this.#kept('began', async () => this.#now()))
    const before = Number(await this.#kept('count before', () => this.#count()))
    const reads = new Reads({ client, session: this.#session, context })
    const { metafields } = this.#want
    const facts = { shop: request.shop, currency: info.currency, metafields, settledBefore: began - UNSETTLED_MS }
    const former = isNarrowed(this.#want) ? null : await context.before()
    const update = former && (await updated(former, { reads, want: this.#want, facts, expected: before }))
    if (update) this.#found = { ...this.#found, ...update, whole: true }
    else await this.#takeAll(await reads.catalogue('catalogue', this.#want), { before, facts })
  }

  /** By Shopify's clock, as far as it is known. */
  #now(): number {
    const { clock } = this.#options.client.options
    return clock.now() - (this.#options.client.skew.seconds ?? 0) * 1000
  }

  async #takeAll(catalogue: Catalogue, { before, facts }: { before: number; facts: ShopFacts }): Promise<void> {
    const { products, others } = catalogue
    if (products.lines === null) throw nothingWritten(products.reason)
    const expected = products.whole ? Math.min(before, await this.#countAfter(before, products)) : before
    const { roots } = products.lines
    const { items, unread } = convertAll(catalogue, facts)
    const isShort = roots < expected
    const remarks: Diagnostic[] = []
    for (const one of [products, others]) if (!one.whole) remarks.push(incompleteBulk(facts.shop, one.reason))
    if (isShort && products.whole) remarks.push(lacking(facts.shop, { expected, roots }))
    if (unread.length > 0) remarks.push(unreadProducts(facts.shop, unread.length))
    const whole = products.whole && others.whole && !isShort && unread.length === 0
    this.#found = { items, unread, whole, remarks, unchanged: 0 }
  }

  /** Products that came or went meanwhile are none that are missing. */
  async #countAfter(before: number, { lines }: WholeRead): Promise<number> {
    return (lines?.roots ?? 0) === before ? before : this.#count()
  }

  async #count(): Promise<number> {
    const { productsCount } = await this.#session.query(PRODUCTS_COUNT, { query: this.#want.query })
    return asCount(asRecord(productsCount).count) ?? 0
  }

  #result(end: NoMoreCalls | null): SourceResult {
    const { client, request } = this.#options
    const { unread, whole, remarks } = this.#found
    const items = chosenOf(this.#found.items, this.#want, request.limit)
    if (items.length === 0 && end === null && unread.length === 0) throw this.#nothing()
    const narrowed = request.limit !== null || isNarrowed(this.#want)
    return {
      items,
      complete: whole && end === null && !narrowed,
      query: {},
      counts: countsOf(items, this.#found.unchanged),
      report: { ...plainReport(), failed: unread.map(({ id, reason }) => ({ asin: id, reason })) },
      rejected: [],
      calls: client.totals(),
      diagnostics: [...(client.isOtherVersion ? [otherVersion(client)] : []), ...remarks],
      ...(end && { unfinished: { code: end.code, message: end.message, until: end.until } }),
    }
  }

  #nothing(): ProviderError {
    const { shop } = this.#options.request
    const { query } = this.#want
    const what = isNarrowed(this.#want)
      ? 'no product that was asked for'
      : query === null
        ? 'no products'
        : `no product that ${JSON.stringify(query)} finds`
    return new ProviderError('no-products', `Shop ${shop} on Shopify has ${what}.`, {
      hints: ['Check shop, and query under source.shopify in sync.yaml.'],
    })
  }

  async #kept(key: string, make: () => Promise<unknown>): Promise<Json> {
    const { memo } = this.#options.context
    const kept = memo.recall(key)
    if (kept !== undefined) return kept
    const made = (await make()) as Json
    memo.keep(key, made)
    return made
  }
}

/** @param unchanged Products that were taken from an earlier export. */
function countsOf(items: ItemFields[], unchanged: number): SourceResult['counts'] {
  const variants = items.filter(({ role }) => role === 'child').length
  return { products: items.length - variants, variants, unchanged }
}
