import type { Diagnostic } from '../../model/diagnostic.ts'
import { ProviderError } from '../../model/errors.ts'
import { plainReport } from '../../model/export.ts'
import type { ItemFields } from '../../model/item.ts'
import type { Json } from '../../model/json.ts'
import type { SourceContext, SourceRequest, SourceResult } from '../../model/source.ts'
import { NoMoreCalls } from '../../net/no-more-calls.ts'
import { BulkRead, nothingWritten } from './bulk.ts'
import { catalogueQuery, linksQuery } from './bulk-query.ts'
import { readWhole, type WholeRead } from './bulk-whole.ts'
import type { Client } from './client.ts'
import { convertFamily } from './convert.ts'
import { PRODUCTS_COUNT } from './documents.ts'
import { asCount, asRecord } from './raw.ts'
import { incompleteBulk, lacking, otherVersion, unreadProducts } from './remarks.ts'
import { chosenOf, isNarrowed } from './selection.ts'
import type { Session } from './session.ts'
import { assertShop, type ShopInfo, shopInfo } from './shop-info.ts'
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
}

/** One read of a shop: Shopify writes all products into a file, and into another what has no room in the first. */
export class ShopReader {
  readonly #options: ReadOptions
  readonly #want: ShopifyRequest
  readonly #session: Session
  #found: Found = { items: [], unread: [], whole: false, remarks: [] }

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
    const { request } = this.#options
    const info = (await this.#kept('shop', () => shopInfo(this.#session))) as unknown as ShopInfo
    assertShop(info, request.shop)
    const before = Number(await this.#kept('count before', () => this.#count()))
    const catalogue = this.#bulk('catalogue', catalogueQuery(this.#want))
    const links = this.#bulk('links', linksQuery(this.#want))
    await catalogue.start()
    await links.start()
    const products = await readWhole(catalogue, this.#file)
    const others = await readWhole(links, this.#file)
    if (products.lines === null) throw nothingWritten(products.reason)
    const expected = products.whole ? Math.min(before, await this.#countAfter(before, products)) : before
    this.#take({ products, others, expected, currency: info.currency })
  }

  /** Both files were read; what the second lacks is no part of an item that can be left out. */
  #take(read: { products: WholeRead; others: WholeRead; expected: number; currency: string | null }): void {
    const { products, others, expected, currency } = read
    const { shop } = this.#options.request
    const facts = { shop, currency, metafields: this.#want.metafields }
    const { items, unread, remarks } = this.#found
    for (const family of products.lines?.families() ?? []) {
      const gid = String(family.product.id)
      const converted = convertFamily(family, others.lines?.familyOf(gid) ?? null, facts)
      if (typeof converted === 'string') unread.push({ id: gid.replace(/^.*\//, ''), reason: converted })
      else items.push(...converted)
    }
    const roots = products.lines?.roots ?? 0
    const isShort = roots < expected
    for (const one of [products, others]) if (!one.whole) remarks.push(incompleteBulk(shop, one.reason))
    if (isShort && products.whole) remarks.push(lacking(shop, { expected, roots }))
    if (unread.length > 0) remarks.push(unreadProducts(shop, unread.length))
    this.#found.whole = products.whole && others.whole && !isShort && unread.length === 0
  }

  /** Products that came or went meanwhile are none that are missing. */
  async #countAfter(before: number, { lines }: WholeRead): Promise<number> {
    return (lines?.roots ?? 0) === before ? before : this.#count()
  }

  async #count(): Promise<number> {
    const { productsCount } = await this.#session.query(PRODUCTS_COUNT, { query: this.#want.query })
    return asCount(asRecord(productsCount).count) ?? 0
  }

  #bulk(name: string, text: string): BulkRead {
    const { client, context } = this.#options
    return new BulkRead(
      { name, text, grouped: true },
      {
        session: this.#session,
        memo: context.memo,
        clock: client.options.clock,
        onProgress: (objects) => context.progress({ found: objects, read: 0, calls: client.totals().calls }),
      },
    )
  }

  get #file() {
    const { random, log, credentials } = this.#options.client.options
    return { session: this.#session, random, log, host: new URL(credentials.baseUrl).host }
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
      counts: countsOf(items),
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

function countsOf(items: ItemFields[]): SourceResult['counts'] {
  const inRole = (name: string): number => items.filter(({ role }) => role === name).length
  return { items: items.length, parents: inRole('parent'), children: inRole('child'), singles: inRole('single') }
}
