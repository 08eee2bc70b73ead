import { isServerError } from './client.ts'
import { type Lookup, PAGE_SIZE } from './lookup.ts'
import { type Answer, isRefused, type Listed, type Page, type Query } from './page.ts'

/** Amazon pages through at most so many listings of one keyword search. */
export const CAP = 1000
/** Half as many again as the cap has pages: listings that come twice take the place of others. */
const MAX_PAGES = (1.5 * CAP) / PAGE_SIZE
/** Pages may repeat listings; so many without a new one mean that the search goes in circles. */
const MAX_STALE_PAGES = 3

/** Is given every page. */
export type Taker = (items: Listed[]) => void

export interface Chain {
  /** ASINs. */
  found: Set<string>
  ended: 'last-page' | 'capped' | 'lost-page' | 'enough'
}

interface ChainContext {
  lookup: Lookup
  take: Taker
  wants: () => boolean
  /** The query was asked anew already. */
  restarted?: boolean
}

/**
 * All pages of a keyword search. Amazon's count never ends it, since it can be wrong either way (models#538, #3965). A
 * page that Amazon refuses (docs#3763) ends it, and what was found before is kept.
 */
export async function followPages(query: Query, first: Page, context: ChainContext): Promise<Chain> {
  const { lookup, take, wants } = context
  const chain: Chain = { found: new Set(), ended: 'capped' }
  let page = first
  let stale = 0
  for (let pages = 1; ; pages += 1) {
    stale = addTo(chain, page) ? 0 : stale + 1
    take(page.items)
    if (page.next === null) return { ...chain, ended: 'last-page' }
    if (isCapped(chain, pages, stale)) return chain
    if (!wants()) return { ...chain, ended: 'enough' }
    const next = await askFurther(lookup, { ...query, pageToken: page.next })
    if (!next || isRefused(next)) {
      return hasExpired(page, next, context) ? restart(query, chain, context) : { ...chain, ended: 'lost-page' }
    }
    page = next
  }
}

function isCapped({ found }: Chain, pages: number, stale: number): boolean {
  return found.size >= CAP || pages === MAX_PAGES || stale === MAX_STALE_PAGES
}

/** The token was of an earlier run, and is refused now; that is found out once. */
function hasExpired(page: Page, next: Answer | null, { restarted }: ChainContext): boolean {
  return page.recalled === true && !next?.recalled && !restarted
}

/** False when the page brings nothing new. */
function addTo({ found }: Chain, { items }: Page): boolean {
  const before = found.size
  for (const { item } of items) found.add(item.asin)
  return found.size > before
}

/** Tokens of an earlier run may have expired: the query is asked anew, and what was found before stays found. */
async function restart(query: Query, earlier: Chain, context: ChainContext): Promise<Chain> {
  const first = await context.lookup.askAgain(query)
  if (isRefused(first)) return { ...earlier, ended: 'lost-page' }
  const chain = await followPages(query, first, { ...context, restarted: true })
  return { ...chain, found: chain.found.union(earlier.found) }
}

async function askFurther(lookup: Lookup, query: Query): Promise<Answer | null> {
  try {
    return await lookup.ask(query)
  } catch (error) {
    if (isServerError(error)) return null
    throw error
  }
}
