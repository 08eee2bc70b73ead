import type { SourceProgress, SourceRequest, SourceResult } from '../../model/source.ts'
import { brandKeys, brandNames } from './brands.ts'
import { Catalogue } from './catalogue.ts'
import type { CallTotals } from './client.ts'
import { type Lookup, PAGE_SIZE } from './lookup.ts'
import { assertReadable, noProducts } from './refusals.ts'
import { remarksOn } from './remarks.ts'
import { type BrandSearch, searchBrand } from './search.ts'

/** One read of a marketplace in three steps: brands, named ASINs, families. */
export class CatalogueReader {
  readonly #request: SourceRequest
  readonly #lookup: Lookup
  readonly #progress: SourceProgress
  readonly #catalogue: Catalogue
  readonly #searches = new Map<string, BrandSearch>()
  #named = 0
  #relatives = 0

  constructor(request: SourceRequest, lookup: Lookup, progress: SourceProgress) {
    assertReadable(request)
    this.#request = request
    this.#lookup = lookup
    this.#progress = progress
    this.#catalogue = new Catalogue(brandKeys(request.brands), request.asins)
  }

  async read(totals: () => CallTotals): Promise<SourceResult> {
    await this.#readBrands()
    this.#named = await this.#readAsins(this.#request.asins)
    this.#catalogue.adoptParents()
    if (this.#request.includeParents) await this.#readFamilies()
    const items = [...this.#catalogue.kept.values()].slice(0, this.#request.limit ?? undefined)
    if (items.every((item) => item.unavailable)) throw await noProducts(this.#request, this.#lookup, this.#seenBrands())
    const remarks = remarksOn(this.#request, this.#searches, this.#catalogue)
    return {
      items,
      complete: remarks.complete,
      query: { spellings: Object.fromEntries([...this.#searches].map(([name, { spelling }]) => [name, spelling])) },
      counts: {
        items: items.length,
        searched: new Set([...this.#searches.values()].flatMap(({ found }) => [...found])).size,
        named: this.#named,
        relatives: this.#relatives,
        unavailable: items.filter((item) => item.unavailable).length,
        other_brands: this.#catalogue.rejected.size,
        ...totals(),
      },
      diagnostics: [...remarks.diagnostics, ...this.#lookup.diagnostics],
    }
  }

  async #readBrands(): Promise<void> {
    for (const name of brandNames(this.#request.brands)) {
      if (this.#room() <= 0) return
      const search = await searchBrand(name, this.#lookup, (items) => {
        for (const item of items) this.#catalogue.add(item)
        this.#report(0)
        return this.#room() > 0
      })
      this.#searches.set(name, search)
    }
  }

  /** How many of them were read; those that are known already are not read again. */
  async #readAsins(asins: string[]): Promise<number> {
    const unknown = [...new Set(asins)].filter((asin) => !this.#catalogue.has(asin))
    const wanted = unknown.slice(0, Math.max(0, this.#room()))
    for (let start = 0; start < wanted.length; start += PAGE_SIZE) {
      this.#report(wanted.length - start)
      for (const item of await this.#lookup.byAsin(wanted.slice(start, start + PAGE_SIZE))) this.#catalogue.add(item)
    }
    this.#report(0)
    return wanted.length
  }

  /** Parents and siblings of what was found, and theirs, until nobody names anyone new. */
  async #readFamilies(): Promise<void> {
    for (;;) {
      const read = await this.#readAsins(this.#catalogue.missingRelatives())
      this.#catalogue.adoptParents()
      this.#relatives += read
      if (read === 0) return
    }
  }

  #seenBrands(): string[] {
    const offered = [...this.#searches.values()].flatMap(({ brands }) => brands)
    return [...offered, ...[...this.#catalogue.rejected.values()].flatMap((item) => item.brand ?? [])]
  }

  #report(waiting: number): void {
    const read = this.#catalogue.kept.size + this.#catalogue.rejected.size
    this.#progress({ found: read + waiting, read })
  }

  #room(): number {
    return (this.#request.limit ?? Number.POSITIVE_INFINITY) - this.#catalogue.kept.size
  }
}
