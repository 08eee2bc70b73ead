import type { SearchReport } from '../../model/export.ts'
import { brandKey } from './brands.ts'
import { CAP, type Chain, followPages, type Taker } from './chain.ts'
import type { Lookup } from './lookup.ts'
import { isRefused, type Page, type Query } from './page.ts'

/** How much of what Amazon says there is a search must reach to count as whole. */
const EXACT_SHARE = 0.98
const ESTIMATED_SHARE = 0.85
/** A classification that holds nearly everything divides nothing. */
const DIVIDING_SHARE = 0.98
/** Amazon lists no more refinements of a kind than this; a full list may be cut off. */
const MOST_REFINEMENTS = 20

export interface Search {
  brand: string
  spelling: string | null
  query: Query
  classification: SearchReport['classification']
}

export interface SearchScope {
  lookup: Lookup
  take: Taker
  /** False: enough was found. */
  wants: () => boolean
  /** What searches found: a name whose results are all among them is another spelling of one that was searched. */
  searched: Set<string>
  /** Is told how many listings a brand seems to have. */
  expect: (listings: number) => void
}

/** A search that was read, with the searches that it was divided into. */
export interface Reading {
  search: Search
  estimate: number
  /** The estimate was counted. */
  exact: boolean
  /** How many of them are of the brand itself; `null`: Amazon does not say. */
  ofBrand: number | null
  /** By itself and by its parts. */
  found: Set<string>
  /** By itself. */
  own: Set<string>
  ended: SearchReport['ended']
  /** How many listings Amazon says there are and the search did not give; those of its parts not among them. */
  lacking: number
  parts: Reading[]
}

/**
 * Reads everything that a search finds. What Amazon does not give in one go is asked for by classification, and by the
 * classifications in these; a search that cannot be divided is read as far as Amazon lets it.
 */
export async function readSearch(search: Search, first: Page, scope: SearchScope): Promise<Reading> {
  const { listings, exact } = expectationOf(first)
  const reading: Reading = {
    search,
    estimate: listings,
    exact,
    ofBrand: exact ? countOf(search.brand, first) : null,
    found: new Set(),
    own: new Set(),
    ended: 'divided',
    lacking: 0,
    parts: [],
  }
  const parts = dividing(first, listings)
  if (search.classification === null) scope.expect(listings)
  const beyond = listings > (exact ? CAP : CAP / ESTIMATED_SHARE)
  if (beyond && parts.length > 0 && scope.wants()) {
    scope.take(first.items)
    reading.own = new Set(first.items.map(({ item }) => item.asin))
    addFound(reading, reading.own)
    await divide(reading, { first, parts }, scope)
    if (missing(reading) === 0) return reading
  }
  const chain = await followPages(search.query, first, scope)
  reading.own = chain.found
  addFound(reading, chain.found)
  reading.ended = endOf(chain, reading)
  if (reading.ended === 'last-page' || reading.ended === 'enough') return reading
  if (reading.parts.length === 0 && parts.length > 0) {
    await divide(reading, { first, parts }, scope)
    if (missing(reading) === 0) return { ...reading, ended: 'divided' }
  }
  return { ...reading, lacking: lackOf(reading) }
}

/** All searches of a reading, itself first. */
export function readingsOf(reading: Reading): Reading[] {
  return [reading, ...reading.parts.flatMap(readingsOf)]
}

interface Division {
  first: Page
  parts: Page['classifications']
}

/** Opens one part after the other: those that lie within an earlier one are not asked for again. */
async function divide(reading: Reading, { first, parts }: Division, scope: SearchScope): Promise<void> {
  const counts = new Map(first.classifications.map(({ id, listings }) => [id, listings]))
  const covered = new Set<string>()
  const jobs: Promise<Reading>[] = []
  const open = async ({ id, name }: Page['classifications'][number]): Promise<void> => {
    const query = { ...reading.search.query, classificationIds: id }
    const page = await scope.lookup.ask(query)
    if (isRefused(page)) return
    // All of its listings are in this part too, so it lies within it.
    for (const offer of page.classifications) if (counts.get(offer.id) === offer.listings) covered.add(offer.id)
    jobs.push(readSearch({ ...reading.search, query, classification: { id, name } }, page, scope))
  }
  try {
    for (const part of parts) if (!covered.has(part.id) && scope.wants()) await open(part)
  } finally {
    await Promise.allSettled(jobs)
  }
  reading.parts = await Promise.all(jobs)
  for (const { found } of reading.parts) addFound(reading, found)
}

/** Largest first, so that few searches cover everything. */
function dividing({ classifications }: Page, listings: number): Page['classifications'] {
  const most = Math.max(listings, ...classifications.map((offer) => offer.listings))
  return classifications
    .filter((offer) => offer.listings > 0 && offer.listings < most * DIVIDING_SHARE)
    .sort((a, b) => b.listings - a.listings || (a.id < b.id ? -1 : 1))
}

/** The refinements by brand count every listing once; the total is only an estimate. */
function expectationOf({ total, items, brands, next }: Page): { listings: number; exact: boolean } {
  const counted = brands.reduce((sum, { listings }) => sum + listings, 0)
  const whole = brands.length > 0 && brands.length < MOST_REFINEMENTS && counted >= items.length
  if (next === null && total <= items.length) return { listings: items.length, exact: true }
  return whole ? { listings: counted, exact: true } : { listings: Math.max(total, items.length), exact: false }
}

function countOf(brand: string, { brands }: Page): number | null {
  const same = brands.filter(({ name }) => brandKey(name) === brandKey(brand))
  return same.length === 0 ? null : same.reduce((sum, { listings }) => sum + listings, 0)
}

function endOf({ ended, found }: Chain, { estimate, exact }: Reading): SearchReport['ended'] {
  if (ended === 'lost-page' && exact && found.size >= estimate) return 'last-page'
  if (ended !== 'last-page' || found.size >= estimate * (exact ? EXACT_SHARE : ESTIMATED_SHARE)) return ended
  return found.size >= CAP ? 'capped' : 'cut-off'
}

/** What neither the search nor its parts found, apart from what the parts themselves know that they lack. */
function missing({ estimate, exact, found, parts }: Reading): number {
  const known = parts.flatMap(readingsOf).reduce((sum, part) => sum + part.lacking, 0)
  const accounted = found.size + known
  return accounted >= estimate * (exact ? 1 : ESTIMATED_SHARE) ? 0 : estimate - accounted
}

/** A search that was broken off lacks something, whatever the numbers say. */
function lackOf(reading: Reading): number {
  const brokenOff = reading.ended !== 'cut-off' && reading.parts.length === 0
  return Math.max(missing(reading), brokenOff ? 1 : 0)
}

function addFound(reading: Reading, found: Set<string>): void {
  for (const asin of found) reading.found.add(asin)
}
