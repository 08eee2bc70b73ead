import { counted } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { ConfigError, ProviderError } from '../../model/errors.ts'
import { plainReport } from '../../model/export.ts'
import type { ItemFields } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import type { SourceContext, SourceRequest, SourceResult } from '../../model/source.ts'
import { NoMoreCalls } from '../../net/no-more-calls.ts'
import type { ShopeeClient } from './client.ts'
import { Details } from './details.ts'
import { ItemListing } from './listing.ts'
import { type Listed, ListPages } from './listing-page.ts'
import { unchanged } from './reuse.ts'
import { Shared } from './shared.ts'
import { assertRegion, type ShopInfo, shopInfo } from './shop-info.ts'
import type { ShopeeRequest } from './wants.ts'

export interface ReadOptions {
  client: ShopeeClient
  request: SourceRequest
  context: SourceContext
  /** Seconds since 1970, by Shopee's clock as far as it is known. */
  now: () => number
  sideBySide: number
  signal: AbortSignal
  /** What was to be said of the calls of the day. */
  remarks: Diagnostic[]
}

/** Seconds after a change in which another may follow unseen: its time has no smaller parts. */
const UNSETTLED = 10

/** One read of a shop: the ids, then what is new or changed, fifty at a time, then models item by item. */
export class ShopReader {
  readonly #options: ReadOptions
  readonly #want: ShopeeRequest
  #found = 0
  #reused: ItemFields[][] = []
  #details: Details | null = null
  #listed = 0
  #whole = true

  constructor(options: ReadOptions) {
    this.#options = options
    this.#want = options.request.want as unknown as ShopeeRequest
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
    const { client, request, context, now, sideBySide, signal } = this.#options
    const { region } = this.#want
    const info = await this.#kept('shop', () => shopInfo(client, signal))
    assertRegion(info as unknown as ShopInfo, { shop: request.shop, wanted: region })
    const began = await this.#kept('began', async () => now())
    const listed = await this.#list()
    this.#listed = listed.length
    const facts = { shop: request.shop, region, settledBefore: Number(began) - UNSETTLED, shared: new Shared() }
    const onProgress = (): void => this.#tell()
    const details = new Details({ client, memo: context.memo, facts, sideBySide, onProgress, signal })
    this.#details = details
    await details.read(await this.#changed(listed))
  }

  /** Ids in the order of their digits, so that batches are the same after an interruption. */
  async #list(): Promise<Listed[]> {
    const { client, context, request, now, signal } = this.#options
    const { ids, statuses } = this.#want
    if (ids.length > 0) return namedItems(ids)
    const { memo } = context
    const pages = new ListPages({ client, memo, now, signal })
    const limit = request.limit ?? Number.POSITIVE_INFINITY
    const onProgress = (found: number): void => {
      this.#found = found
      this.#tell()
    }
    const { items, whole } = await new ItemListing({ pages, memo, statuses, now, limit, onProgress }).read()
    this.#whole = whole
    return [...items.values()].sort((a, b) => Number(a.id) - Number(b.id)).slice(0, request.limit ?? undefined)
  }

  /** Those that an earlier export does not have as they are. */
  async #changed(listed: Listed[]): Promise<string[]> {
    const before = await this.#options.context.before()
    const wanted = await this.#kept('wanted', async () =>
      listed.filter((one) => unchanged(one, before) === null).map(({ id }) => id),
    )
    const asked = new Set(wanted as string[])
    const rest: string[] = []
    for (const one of listed) {
      if (asked.has(one.id)) continue
      const family = unchanged(one, before)
      if (family) this.#reused.push(family)
      else rest.push(one.id)
    }
    return [...(wanted as string[]), ...rest]
  }

  #tell(): void {
    const { context, client } = this.#options
    const read = (this.#details?.count ?? 0) + this.#reused.length
    context.progress({ found: Math.max(read, this.#listed, this.#found), read, calls: client.calls })
  }

  #result(end: NoMoreCalls | null): SourceResult {
    const { client, request, remarks } = this.#options
    const all = [...this.#reused.flat(), ...(this.#details?.items ?? [])].filter((item) => this.#isWanted(item))
    const items = all.slice(0, request.limit ?? undefined)
    const unread = this.#details?.unread ?? []
    if (items.length === 0 && end === null && unread.length === 0) throw this.#nothing()
    const isWhole = this.#whole && unread.length === 0 && end === null
    const narrowed = request.limit !== null || this.#want.ids.length > 0 || this.#want.brands.length > 0
    return {
      items,
      complete: isWhole && !narrowed,
      query: {},
      counts: countsOf(items, this.#reused),
      report: { ...plainReport(), failed: unread.map(({ id, reason }) => ({ asin: id, reason })) },
      rejected: [],
      calls: client.totals(),
      diagnostics: [...remarks, ...this.#remarks(unread.length, end)],
      ...(end && { unfinished: { code: end.code, message: end.message, until: end.until } }),
    }
  }

  /** States can change between list and details, and brands are known only from these. */
  #isWanted({ status, brand }: ItemFields): boolean {
    const { statuses, brands, ids } = this.#want
    const isState = ids.length > 0 || statuses.includes(baseStatus(status))
    return isState && (brands.length === 0 || brands.some((name) => sameName(name, brand)))
  }

  #nothing(): ProviderError {
    const { shop } = this.#options.request
    const { statuses, ids } = this.#want
    const what = ids.length > 0 ? 'none of the items that are named' : `no items that are ${statuses.join(' or ')}`
    return new ProviderError('no-products', `Shop ${shop} on Shopee has ${what}.`, {
      hints: ['Check shop_id, and statuses under source.shopee in sync.yaml.'],
    })
  }

  #remarks(unread: number, end: NoMoreCalls | null): Diagnostic[] {
    const { shop } = this.#options.request
    const found: Diagnostic[] = []
    if (unread > 0) {
      const message = `${counted(unread, 'item')} of shop ${shop} could not be read; the export counts as incomplete.`
      found.push(diagnostic({ severity: 'warning', code: 'failed', message, hint: 'Its report says which, and why.' }))
    }
    if (!this.#whole && end === null) {
      const message = `Items of shop ${shop} change more quickly, or more at once, than they can be listed, so some may be missing.`
      found.push(diagnostic({ severity: 'warning', code: 'list-moving', message, hint: 'Read at a quieter hour.' }))
    }
    return found
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

/** @throws ConfigError when none of them can be an id */
function namedItems(ids: string[]): Listed[] {
  const wrong = ids.filter((id) => !/^[1-9]\d*$/.test(id))
  if (wrong.length > 0) {
    throw new ConfigError('malformed-id', `${wrong.slice(0, 5).join(', ')} cannot be an id of an item on Shopee.`, {
      hints: ['An id has digits alone, such as 2500139861; behind a dot a model may be named.'],
    })
  }
  return ids.map((id) => ({ id, status: '', updated: 0 }))
}

/** Of a model that cannot be bought the state is its own, and its item is on sale. */
function baseStatus(status: unknown): string {
  return status === 'MODEL_UNAVAILABLE' ? 'NORMAL' : String(status)
}

function sameName(name: string, brand: unknown): boolean {
  return typeof brand === 'string' && brand.trim().toLowerCase() === name.trim().toLowerCase()
}

function countsOf(items: ItemFields[], reused: ItemFields[][]): { [name: string]: number } {
  const variants = items.filter(({ role }) => role === 'child').length
  return { products: items.length - variants, variants, unchanged: reused.length }
}
