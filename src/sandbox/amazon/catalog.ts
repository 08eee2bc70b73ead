import type { SimResponse } from '../http.ts'
import { internalFailure, invalidInput, Refusal, serviceError } from './answers.ts'
import { isIn, project } from './dataset.ts'
import { textHash } from './hash.ts'
import type { World } from './keyword-hits.ts'
import { type Found, searchKeywords } from './keyword-search.ts'
import type { AmazonSimSettings } from './options.ts'
import { type Page, readToken, tokens } from './page-tokens.ts'
import { type Identifiers, readDatasets, readMarketplaces, readSearch, type SearchQuery } from './query.ts'
import type { RawCatalogItem } from './raw.ts'
import { codeKey, SearchIndex } from './search-index.ts'

const KEPT_RESULTS = 50

/** The catalogue itself: what the two operations answer once a call is let through. */
export class Catalog {
  private readonly items: RawCatalogItem[]
  private readonly settings: AmazonSimSettings
  private index: SearchIndex
  private readonly results = new Map<string, Found>()

  constructor(items: RawCatalogItem[], settings: AmazonSimSettings) {
    this.items = items
    this.settings = settings
    this.index = new SearchIndex(items)
  }

  reindex(): void {
    this.index = new SearchIndex(this.items)
    this.results.clear()
  }

  /** @throws Refusal */
  get(asin: string, query: URLSearchParams): SimResponse {
    this.refresh()
    const marketplaceIds = readMarketplaces(query, this.settings)
    const datasets = readDatasets(query)
    const item = this.items[this.index.asins.get(asin) ?? -1]
    if (item?.asin === asin && isIn(item, marketplaceIds)) {
      return { status: 200, body: project(item, datasets, marketplaceIds) }
    }
    const message = `Requested item, ${asin}, not found in marketplace(s) ${marketplaceIds.join(', ')}.`
    throw new Refusal(serviceError(404, { code: 'NOT_FOUND', message }))
  }

  /** @throws Refusal */
  search(parameters: URLSearchParams): SimResponse {
    this.refresh()
    const query = readSearch(parameters, this.settings)
    const { datasets: _datasets, pageSize: _size, explicitPageSize: _explicit, pageToken, ...question } = query
    const key = textHash(JSON.stringify(question))
    const page = { key, offset: pageToken === null ? 0 : readToken(pageToken, key) }
    return { status: 200, body: query.identifiers ? this.exact(query, page) : this.relevant(query, page) }
  }

  /** An identifier search knows its total; on one page it says nothing of pages or refinements. */
  private exact(query: SearchQuery, page: Page) {
    const heavy = query.datasets.includes('attributes') || query.datasets.includes('relationships')
    if (heavy && query.identifiers?.values.some((value) => this.settings.heavyAsins.includes(value))) {
      throw new Refusal(internalFailure())
    }
    const positions = this.identified(query.identifiers as Identifiers, query.marketplaceId)
    const lost = this.settings.losesIdentifierPages && query.explicitPageSize && query.pageSize === 20
    const pagination = lost ? {} : tokens(page, { size: query.pageSize, total: positions.length })
    return {
      numberOfResults: positions.length,
      ...(Object.keys(pagination).length > 0 && { pagination }),
      items: this.rows(positions, query, page),
    }
  }

  private relevant(query: SearchQuery, page: Page) {
    const { brandSpaces, rollUp, rolledUp, searchCap } = this.settings
    const cacheKey = JSON.stringify([page.key, brandSpaces, rollUp, rolledUp, searchCap])
    const found = this.results.get(cacheKey) ?? this.find(query, cacheKey)
    return {
      numberOfResults: estimate(found.total, page.key),
      ...this.oddPage(query, page, found.positions),
      refinements: found.refinements,
    }
  }

  /** Pages of a search are not as reliable as those of a list: some repeat, some are empty, deep ones are refused. */
  private oddPage(query: SearchQuery, page: Page, positions: number[]) {
    const { emptyPage, emptyPageEnds, refusedPage, pageOverlap } = this.settings
    const step = query.pageSize - pageOverlap
    const number = 1 + Math.floor(page.offset / step)
    const whole = query.classificationIds.length === 0
    if (whole && refusedPage > 0 && number >= refusedPage) throw invalidInput('Invalid Input')
    const empty = whole && emptyPage === number
    const pagination = empty && emptyPageEnds ? {} : tokens(page, { size: step, total: positions.length })
    return { pagination, items: empty ? [] : this.rows(positions, query, page) }
  }

  private find(query: SearchQuery, cacheKey: string): Found {
    const world: World = { items: this.items, index: this.index, settings: this.settings }
    const found = searchKeywords(world, query)
    if (this.results.size >= KEPT_RESULTS) this.results.clear()
    this.results.set(cacheKey, found)
    return found
  }

  private identified({ type, values }: Identifiers, marketplaceId: string): number[] {
    const of = (value: string): number[] => {
      if (type !== 'ASIN') return this.index.codes.get(codeKey(type, value)) ?? []
      const position = this.index.asins.get(value)
      return position === undefined ? [] : [position]
    }
    const positions = [...new Set(values.flatMap(of))]
    return positions.filter((position) => isIn(this.items[position] as RawCatalogItem, [marketplaceId]))
  }

  private rows(positions: number[], query: SearchQuery, { offset }: Page) {
    const rows = positions.slice(offset, offset + query.pageSize)
    return rows.map((position) =>
      project(this.items[position] as RawCatalogItem, query.datasets, [query.marketplaceId]),
    )
  }

  private refresh(): void {
    if (this.index.size !== this.items.length) this.reindex()
  }
}

/** Right when it fits on a page, else up to a tenth off, either way. */
function estimate(total: number, key: number): number {
  return total <= 20 ? total : Math.round(total * (0.9 + (key % 21) / 100))
}
