import type { JsonObject } from '../../model/json.ts'

/** So many pages without a new row mean that the search goes in circles. */
export const MOST_STALE_PAGES = 3
/** More than an account holds: such a count is not believed, and says nothing about where the end is. */
const MOST_PAGES = 10_000
const PAGES_WITHOUT_COUNT = 50

interface FirstPage {
  rows: JsonObject[]
  count: number | null
}

/** The pages of one search, taken in whatever order they come, and which of them are worth asking for. */
export class PageTaker {
  /** Why the search cannot have been read to its end, for people. */
  gap: string | null = null
  readonly #pages: JsonObject[][] = []
  readonly #seen = new Set<unknown>()
  readonly #last: number
  #next = 2
  #stale = 0
  #over = false

  constructor({ rows, count }: FirstPage, size: number) {
    const pages = Math.ceil((count ?? Number.POSITIVE_INFINITY) / size)
    const believed = pages <= MOST_PAGES
    this.#last = believed ? pages : PAGES_WITHOUT_COUNT
    if (!believed) this.gap = count === null ? 'it does not say how many there are' : `it counts ${count} of them`
    this.take(1, rows)
  }

  /** How many different rows there are so far. */
  get size(): number {
    return this.#seen.size
  }

  /** In the order of the pages. */
  get rows(): JsonObject[] {
    return this.#pages.flat()
  }

  /** The next page to ask for; `null`: none. */
  next(): number | null {
    if (this.#over || this.#next > this.#last) return null
    this.#next += 1
    return this.#next - 1
  }

  take(page: number, rows: JsonObject[]): void {
    const before = this.#seen.size
    for (const { id } of rows) this.#seen.add(id)
    this.#pages[page - 1] = rows
    if (rows.length === 0) this.#over = true
    this.#stale = this.#seen.size > before ? 0 : this.#stale + 1
    if (!this.#over && this.#stale === MOST_STALE_PAGES) this.end('its pages repeat one another')
  }

  /** No further page is asked for. */
  end(why: string): void {
    this.#over = true
    this.gap ??= why.replace(/\.$/, '')
  }
}
