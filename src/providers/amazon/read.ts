import { gtin14 } from '../../model/gtin.ts'
import type { SourceCalls, SourceContext, SourceResult } from '../../model/source.ts'
import { brandKeys, brandNames } from './brands.ts'
import { Catalogue, type Way } from './catalogue.ts'
import { completenessOf } from './completeness.ts'
import { stubItem } from './convert.ts'
import type { Findings } from './findings.ts'
import { Hydrator } from './hydrate.ts'
import type { Lookup } from './lookup.ts'
import { type Elsewhere, noProducts } from './no-products.ts'
import { type OwnListingsReader, type OwnResult, withOwn } from './own-listings.ts'
import type { Listed } from './page.ts'
import { readingsOf } from './partition.ts'
import { assertReadable } from './refusals.ts'
import { remarksOn } from './remarks.ts'
import { searchBrand } from './search.ts'
import type { AmazonRequest } from './wants.ts'

export interface ReaderParts {
  request: AmazonRequest
  context: SourceContext
  lookup: Lookup
  /** `null`: the seller's own listings are not asked for. */
  own: OwnListingsReader | null
  totals: () => SourceCalls
  elsewhere: Elsewhere
}

/** One read of a marketplace: every way to find ASINs, one after the other, until nobody names anyone new. */
export class CatalogueReader {
  readonly #parts: ReaderParts
  readonly #catalogue: Catalogue
  readonly #hydrator: Hydrator
  readonly #findings: Findings = { searches: new Map(), own: null, gtins: null, failed: new Map(), absent: new Set() }
  /** How many listings there may be, as far as is known. */
  #expected = 0

  constructor(parts: ReaderParts) {
    assertReadable(parts.request)
    this.#parts = parts
    this.#catalogue = new Catalogue(brandKeys(parts.request.brands), parts.request.asins)
    this.#hydrator = new Hydrator(parts.lookup, this.#take)
  }

  async read(): Promise<SourceResult> {
    const { request, own, lookup } = this.#parts
    await own?.order()
    await this.#readBrands()
    if (own) await this.#readOwn(own)
    await this.#readAsins('named', request.asins)
    await this.#close()
    if (this.#wantsGtins()) await this.#readGtins()
    const items = this.#items()
    if (items.every((item) => item.unavailable)) {
      throw await noProducts({ ...this.#parts, catalogue: this.#catalogue, findings: this.#findings })
    }
    const { report, counts, complete } = completenessOf(request, this.#catalogue, this.#findings)
    const searches = [...this.#findings.searches]
    const spellings = searches.flatMap(([name, { spelling }]) => (spelling === undefined ? [] : [[name, spelling]]))
    return {
      items,
      complete,
      query: request.brands.length > 0 ? { spellings: Object.fromEntries(spellings) } : {},
      counts: { ...counts, items: items.length, unavailable: items.filter((item) => item.unavailable).length },
      report,
      rejected: this.#catalogue.rejected(),
      calls: this.#parts.totals(),
      diagnostics: remarksOn({
        request,
        catalogue: this.#catalogue,
        lookup,
        report,
        failed: this.#findings.failed,
        own: this.#findings.own,
      }),
    }
  }

  async #readBrands(): Promise<void> {
    const { request, context, lookup } = this.#parts
    const expect = (listings: number) => {
      this.#expected = Math.max(this.#expected, listings)
    }
    const scope = { lookup, take: this.#take, wants: () => this.#room() > 0, expect, searched: new Set<string>() }
    for (const name of brandNames(request.brands)) {
      if (this.#room() <= 0) return
      const search = await searchBrand(
        name,
        Object.hasOwn(context.spellings, name) ? context.spellings[name] : undefined,
        scope,
      )
      this.#findings.searches.set(name, search)
      for (const reading of search.readings.flatMap(readingsOf)) {
        this.#catalogue.mark(reading.search.classification === null ? 'search' : 'partition', reading.own)
      }
    }
    this.#catalogue.adoptParents()
  }

  async #readOwn(own: OwnListingsReader): Promise<void> {
    const result = await this.#withCodes(await own.read())
    this.#findings.own = result
    await this.#readAsins('own_listings', [...new Set(result.rows.map(({ asin }) => asin))].sort())
  }

  /** Listings that the seller's report names by a code alone are asked for by it; one answer tells which they are. */
  async #withCodes(own: OwnResult): Promise<OwnResult> {
    const unread = [...own.unread]
    const rows = [...own.rows]
    for (const type of ['EAN', 'UPC', 'ISBN'] as const) {
      const coded = own.coded.filter((row) => row.type === type)
      const { listed, failed } = await this.#hydrator.read(type, [...new Set(coded.map(({ code }) => code))])
      for (const failure of failed) this.#findings.failed.set(failure.identifier, failure)
      const byCode = asinsByCode(listed)
      for (const { code, sku, status, condition } of coded) {
        const [asin, ...others] = byCode.get(gtin14(code) ?? '') ?? []
        if (asin !== undefined && others.length === 0) rows.push({ asin, sku, status, condition })
        else unread.push(`SKU ${sku} (${type} ${code})`)
      }
    }
    return { ...own, rows, unread }
  }

  /** Reads what is not known yet. @returns how many ASINs were new */
  async #readAsins(way: Way, asins: string[]): Promise<number> {
    const unknown = [...new Set(asins)].filter((asin) => !this.#catalogue.has(asin))
    const wanted = unknown.slice(0, Math.max(0, this.#room()))
    this.#expected = this.#catalogue.size + wanted.length
    const { failed } = await this.#hydrator.read('ASIN', wanted)
    for (const failure of failed) this.#findings.failed.set(failure.identifier, failure)
    this.#addStubs(wanted)
    this.#catalogue.mark(way, asins)
    this.#catalogue.adoptParents()
    return wanted.length
  }

  /** What was asked for and not answered stays as a stub, so that nobody asks again. */
  #addStubs(asked: string[]): void {
    const { lookup } = this.#parts
    const absent = asked.filter((asin) => !this.#catalogue.has(asin))
    for (const asin of absent) if (!this.#findings.failed.has(asin)) this.#findings.absent.add(asin)
    this.#catalogue.add(absent.map((asin) => ({ item: stubItem(asin, lookup.marketplace), nodes: [], notes: [] })))
  }

  /** Parents, siblings and children of what was found, and theirs, until nobody names anyone new. */
  async #close(): Promise<void> {
    if (!this.#parts.request.includeParents) return
    while ((await this.#readAsins('relatives', this.#catalogue.missingRelatives())) > 0);
  }

  /** `auto`: only where a search was cut off, so that listings are out of its reach. */
  #wantsGtins(): boolean {
    const { lookupGtins } = this.#parts.request
    if (this.#room() <= 0 || !lookupGtins) return false
    const readings = [...this.#findings.searches.values()].flatMap((search) => search.readings.flatMap(readingsOf))
    return lookupGtins === true || readings.some(({ lacking }) => lacking > 0)
  }

  /** The target's own codes, where no listing has them yet. */
  async #readGtins(): Promise<void> {
    const { context } = this.#parts
    const before = this.#catalogue.codes()
    const all = [...new Set(await context.gtins())].sort()
    if (all.length === 0 && this.#parts.request.lookupGtins === 'auto') return
    const wanted = all.filter((gtin) => !before.has(gtin))
    const { listed, failed } = await this.#hydrator.read('GTIN', wanted)
    for (const failure of failed) this.#findings.failed.set(failure.identifier, failure)
    this.#catalogue.mark(
      'gtins',
      listed.map(({ item }) => item.asin),
    )
    const after = this.#catalogue.codes()
    this.#findings.gtins = {
      known: all.length,
      looked_up: wanted.length,
      found: wanted.filter((gtin) => after.has(gtin)).length,
    }
    this.#catalogue.adoptParents()
    await this.#close()
  }

  #items() {
    const offers = Map.groupBy(this.#findings.own?.rows ?? [], ({ asin }) => asin)
    // A stub says that Amazon does not have it; about what was not answered it says nothing.
    const unread = (asin: string) => this.#findings.failed.get(asin)?.unanswered === true
    const listings = [...this.#catalogue.kept.values()].filter(({ asin, unavailable }) => !unavailable || !unread(asin))
    const kept = listings.slice(0, this.#parts.request.limit ?? undefined)
    return kept.map((item) => withOwn(item, offers.get(item.asin) ?? []))
  }

  readonly #take = (listed: Listed[]): void => {
    this.#catalogue.add(listed)
    const read = this.#catalogue.size
    this.#parts.context.progress({ found: Math.max(read, this.#expected), read, calls: this.#parts.totals().calls })
  }

  #room(): number {
    return (this.#parts.request.limit ?? Number.POSITIVE_INFINITY) - this.#catalogue.kept.size
  }
}

function asinsByCode(listed: Listed[]): Map<string, string[]> {
  const asins = new Map<string, string[]>()
  for (const { item } of listed) {
    const codes = new Set(item.identifiers.flatMap(({ value }) => gtin14(value) ?? []))
    for (const code of codes) asins.set(code, [...new Set([...(asins.get(code) ?? []), item.asin])])
  }
  return asins
}
