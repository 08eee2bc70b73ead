import type { Filter } from './calls.ts'
import { type Page, type Pages, STALE, TOO_MANY } from './pages.ts'
import type { Row } from './rows.ts'

/** What a search is divided by. */
export type TimeField = 'create_time' | 'update_time'

/** Seconds since 1970, both ends included; `null`: open, so that nothing lies outside. */
export interface Span {
  from: number | null
  to: number | null
}

export interface WindowsOptions {
  pages: Pages
  field: TimeField
  /** Told of every row, some of them more than once. */
  take: (row: Row) => void
  /** False: enough was found. */
  wants: () => boolean
  /** Seconds since 1970, by the service's clock. */
  now: number
  /** Most results of one search. */
  cap: number
}

/** What a search did not give although the service says that it is there. */
export interface Lack {
  span: Span
  total: number
  reached: number
}

/** The service gives no more results to one search (contract, 5.1). */
export const CAP = 10_000
/** Where spans that are open at their beginning are divided first: TikTok Shop is younger. */
const FIRST = 1_420_070_400
/** A search whose pages do not add up is read anew, once. */
const ATTEMPTS = 2
const MOST_STALE = 9
/** Pages beyond those that the total takes: each may be short. */
const SPARE_PAGES = 50

/**
 * Reads everything that a search finds, however much: what is too much for one search is asked for by spans of time,
 * halved until each has fewer results than the service gives. The older half comes first, so that what is edited meanwhile
 * moves into a half that is still to be read.
 */
export class Windows {
  readonly lacks: Lack[] = []
  /** Told of every page, before its rows. */
  onPage: (page: Page) => void = () => undefined
  readonly #options: WindowsOptions

  constructor(options: WindowsOptions) {
    this.#options = options
  }

  async read(span: Span): Promise<void> {
    if (!this.#options.wants()) return
    const halves = halvesOf(span, this.#options.now)
    const seen = new Set<string>()
    const { ended, total } = await this.#attempts(span, { divisible: halves !== null, seen })
    if (ended === 'divide' && halves !== null) for (const half of halves) await this.read(half)
    if (ended === 'lost' || ended === 'stale') this.lacks.push({ span, total, reached: seen.size })
  }

  async #attempts(span: Span, given: Omit<Attempting, 'attempt'>): Promise<Attempt> {
    let lost = 0
    for (let attempt = 0; ; attempt += 1) {
      const result = await this.#attempt(span, { ...given, attempt })
      if (result.ended === 'lost') lost += 1
      const again = result.ended === 'stale' ? attempt < MOST_STALE : result.ended === 'lost' && lost < ATTEMPTS
      if (!again || !this.#options.wants()) return result
    }
  }

  async #attempt(span: Span, { attempt, divisible, seen }: Attempting): Promise<Attempt> {
    const { wants, cap } = this.#options
    let total = Number.POSITIVE_INFINITY
    for await (const page of this.#pagesOf(span, attempt)) {
      if (page === STALE) return { ended: 'stale', total: cap }
      if (page === TOO_MANY) return { ended: divisible ? 'divide' : 'lost', total: cap }
      this.onPage(page)
      this.#takeAll(page.rows, seen)
      if (divisible && page.total >= cap) return { ended: 'divide', total: page.total }
      total = Math.min(total, page.total)
      if (!wants()) return { ended: 'whole', total }
    }
    return { ended: seen.size < total && !this.#isLeft(span) ? 'lost' : 'whole', total }
  }

  /** What is edited meanwhile may leave a span of times of changes; it is found in a later one. */
  #isLeft({ to }: Span): boolean {
    return this.#options.field === 'update_time' && to !== null
  }

  /** To the last page, or to one that leads back. */
  async *#pagesOf(span: Span, attempt: number): AsyncGenerator<Page | typeof TOO_MANY | typeof STALE> {
    const { pages, field } = this.#options
    const key = `search/${field}/${span.from ?? ''}-${span.to ?? ''}/${attempt}`
    const tokens = new Set<string>()
    let token: string | undefined
    for (let number = 0; ; number += 1) {
      const page = await pages.page(key, filterOf(field, span), { number, token })
      yield page
      if (page === STALE || page === TOO_MANY || page.next === null) return
      if (tokens.has(page.next) || number > page.total + SPARE_PAGES) return
      tokens.add(page.next)
      token = page.next
    }
  }

  #takeAll(rows: Row[], seen: Set<string>): void {
    for (const row of rows) {
      seen.add(row.id)
      this.#options.take(row)
    }
  }
}

interface Attempting {
  attempt: number
  /** The span can be halved. */
  divisible: boolean
  seen: Set<string>
}

interface Attempt {
  /** `stale`: the token of a page was not taken any more, as happens when a read goes on later. */
  ended: 'whole' | 'divide' | 'lost' | 'stale'
  total: number
}

/** Older first; `null`: it is a single second, or lies ahead. */
function halvesOf({ from, to }: Span, now: number): [Span, Span] | null {
  const high = to ?? now
  const low = from ?? (high > FIRST ? FIRST : 0)
  if (low >= high) return null
  const middle = Math.floor((low + high) / 2)
  return [
    { from, to: middle },
    { from: middle + 1, to },
  ]
}

/** Never without a filter: an empty body is signed in two ways (contract, 2). */
function filterOf(field: TimeField, { from, to }: Span): Filter {
  return {
    status: 'ALL',
    ...(from === null ? {} : { [`${field}_ge`]: from }),
    ...(to === null ? {} : { [`${field}_le`]: to }),
  }
}
