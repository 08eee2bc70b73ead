import type { CatalogueItem } from '../../model/item.ts'
import { brandSpellings } from './brands.ts'
import { isBadRequest } from './client.ts'
import { type Lookup, PAGE_SIZE, type Page } from './lookup.ts'
import { asRecord, asRecords, asSize, asText } from './raw.ts'

/** Amazon pages through at most 1,000 listings. */
const MAX_PAGES = 1000 / PAGE_SIZE
/** Pages may repeat listings; so many pages without a new one mean that it goes in circles. */
const MAX_STALE_PAGES = 3
/** Amazon only estimates how many there are; a search that ends with less than this share of it was cut off. */
const PLAUSIBLE_SHARE = 0.85

export interface BrandSearch {
  /** ASINs. */
  found: ReadonlySet<string>
  /** The spelling of the brand that was searched by, `null` for keywords alone. */
  spelling: string | null
  /** Amazon's own estimate of how many there are, at least as many as were found. */
  estimate: number
  /** `capped`: there may be more, but Amazon does not give them. `enough`: the taker wanted no more. */
  ended: 'last-page' | 'capped' | 'enough'
  /** Brand names that Amazon offers for the search. */
  brands: string[]
}

/** Is given every page; false: that is enough. */
type Taker = (items: CatalogueItem[]) => boolean

type Query = { [parameter: string]: string }

type Followed = Pick<BrandSearch, 'found' | 'ended'>

interface Opening {
  spelling: string | null
  query: Query
  page: Page
}

/** Everything that a brand name finds, by the spelling that finds most. */
export async function searchBrand(name: string, lookup: Lookup, take: Taker): Promise<BrandSearch> {
  const openings: Opening[] = []
  for (const spelling of brandSpellings(name)) {
    const query = queryFor(name, spelling)
    openings.push({ spelling, query, page: await lookup.search(query) })
  }
  const best = openings.reduce((a, b) => (estimateOf(b.page) > estimateOf(a.page) ? b : a))
  const { found, ended } = await followPages(best, lookup, take)
  const estimate = estimateOf(best.page)
  return {
    found,
    spelling: best.spelling,
    estimate: Math.max(found.size, estimate),
    ended: ended === 'last-page' && found.size < estimate * PLAUSIBLE_SHARE ? 'capped' : ended,
    brands: openings.flatMap(({ page }) => offeredBrands(page)),
  }
}

/** Brand names that Amazon knows for these keywords, for a search that found nothing. */
export async function suggestBrands(name: string, lookup: Lookup): Promise<string[]> {
  const page = await lookup.search(queryFor(name, null))
  return [...offeredBrands(page), ...page.items.flatMap(({ brand }) => brand ?? [])]
}

function queryFor(name: string, spelling: string | null): Query {
  return { keywords: name.replaceAll(',', ' '), ...(spelling === null ? {} : { brandNames: spelling }) }
}

/** The estimate is never relied on to end the paging: it can be wrong either way (models#538, #3965). */
async function followPages({ query, page: first }: Opening, lookup: Lookup, take: Taker): Promise<Followed> {
  const found = new Set<string>()
  let page: Page | null = first
  let stale = 0
  for (let pages = 1; page; pages += 1) {
    const before = found.size
    for (const { asin } of page.items) found.add(asin)
    stale = found.size > before ? 0 : stale + 1
    const wantsMore = take(page.items)
    if (pages === MAX_PAGES || stale === MAX_STALE_PAGES) break
    const pageToken = asText(asRecord(page.raw.pagination).nextToken)
    if (pageToken === null) return { found, ended: 'last-page' }
    if (!wantsMore) return { found, ended: 'enough' }
    page = await searchFurther(lookup, { ...query, pageToken })
  }
  return { found, ended: 'capped' }
}

/** Deep pages are refused at times (selling-partner-api-docs#3763): what was found before is kept. */
async function searchFurther(lookup: Lookup, query: Query): Promise<Page | null> {
  try {
    return await lookup.search(query)
  } catch (error) {
    if (isBadRequest(error)) return null
    throw error
  }
}

function estimateOf({ raw, items }: Page): number {
  return Math.max(asSize(raw.numberOfResults), items.length)
}

function offeredBrands({ raw }: Page): string[] {
  return asRecords(asRecord(raw.refinements).brands).flatMap((row) => asText(row.brandName) ?? [])
}
