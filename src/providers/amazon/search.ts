import { brandKey, brandSpellings } from './brands.ts'
import type { Lookup } from './lookup.ts'
import { isRefused, type Offer, type Page, type Query } from './page.ts'
import { type Reading, readSearch, type SearchScope } from './partition.ts'

export interface BrandSearch {
  /** The spelling that found most, `null` for keywords alone; absent when nothing was found. */
  spelling?: string | null
  readings: Reading[]
  /** Brand names that Amazon offers for the search. */
  offered: Offer[]
  /** `covered`: an earlier name found all of it. `refused`: Amazon takes no such question, and says nothing. */
  outcome: 'found' | 'covered' | 'nothing' | 'refused'
  /** How many listings Amazon counts, most of all spellings. */
  counted: number
}

interface Opening {
  spelling: string | null
  query: Query
  page: Page
}

/**
 * Everything that a brand name finds. The spelling that worked before is tried alone; without one, all spellings are,
 * and if none finds anything the ones that Amazon itself offers.
 */
export async function searchBrand(
  name: string,
  remembered: string | null | undefined,
  scope: SearchScope,
): Promise<BrandSearch> {
  const { openings, offered } = await openBrand(name, remembered, scope.lookup)
  const readings: Reading[] = []
  for (const { spelling, query, page } of openings) {
    offered.push(...page.brands)
    if (isEmpty({ page }) || page.items.every(({ item }) => scope.searched.has(item.asin))) continue
    const reading = await readSearch({ brand: name, spelling, query, classification: null }, page, scope)
    for (const asin of reading.found) scope.searched.add(asin)
    readings.push(reading)
  }
  const [best] = openings.filter((opening) => !isEmpty(opening))
  const empty = openings.length === 0 ? 'refused' : 'nothing'
  const outcome = readings.length > 0 ? 'found' : best ? 'covered' : empty
  const counted = Math.max(0, ...openings.map(({ page }) => page.total))
  return { ...(best && { spelling: best.spelling }), readings, offered, outcome, counted }
}

interface Openings {
  /** Those with most listings first. */
  openings: Opening[]
  offered: Offer[]
}

async function openBrand(name: string, remembered: string | null | undefined, lookup: Lookup): Promise<Openings> {
  const known = remembered === undefined ? [] : await openAll(name, [remembered], lookup)
  const openings = known.every(isEmpty) ? await openAll(name, brandSpellings(name), lookup) : known
  const offered: Offer[] = []
  if (openings.every(isEmpty)) {
    const probe = await openSearch(name, null, lookup)
    offered.push(...(probe?.page.brands ?? []))
    const same = offered.map((offer) => offer.name).filter((other) => brandKey(other) === brandKey(name))
    openings.push(...(await openAll(name, same.flatMap(brandSpellings), lookup)))
  }
  return { openings: openings.sort((a, b) => b.page.total - a.page.total), offered }
}

/** Brand names that Amazon knows for these keywords, with how many listings they have. */
export async function suggestBrands(name: string, lookup: Lookup): Promise<Offer[]> {
  const page = (await openSearch(name, null, lookup))?.page
  return [...(page?.brands ?? []), ...(page?.items ?? []).flatMap(({ item }) => nameOf(item.brand))]
}

function nameOf(brand: string | null): Offer[] {
  return brand === null ? [] : [{ name: brand, listings: 1 }]
}

async function openAll(name: string, spellings: (string | null)[], lookup: Lookup): Promise<Opening[]> {
  const openings: Opening[] = []
  for (const spelling of spellings) {
    const opening = await openSearch(name, spelling, lookup)
    if (opening) openings.push(opening)
  }
  return openings
}

async function openSearch(name: string, spelling: string | null, lookup: Lookup): Promise<Opening | null> {
  const query = { keywords: name.replaceAll(',', ' '), ...(spelling === null ? {} : { brandNames: spelling }) }
  const page = await lookup.ask(query)
  return isRefused(page) ? null : { spelling, query, page }
}

function isEmpty({ page }: Pick<Opening, 'page'>): boolean {
  return page.items.length === 0 && page.next === null
}
