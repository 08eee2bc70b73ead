import type { Memo } from '../../model/source.ts'
import { AHEAD_SECONDS, type Asked, BEHIND_SECONDS, type Listed, type ListPages, type Window } from './listing-page.ts'

export interface ListingOptions {
  pages: ListPages
  memo: Memo
  /** The states that are wanted. */
  statuses: readonly string[]
  /** Seconds since 1970, by Shopee's clock as far as it is known. */
  now: () => number
  /** So many are enough. */
  limit: number
  onProgress: (found: number) => void
}

export interface Listing {
  /** By id; of what came twice the latest. */
  items: Map<string, Listed>
  /** False when some may be missing: they cannot be told apart by time, or change too quickly. */
  whole: boolean
}

/** Shopee began then; nothing there is older. */
const BEGINNING = Date.UTC(2015, 0, 1) / 1000
/** The longest window that Shopee has ever allowed (first version of the API). */
const LONGEST = 15 * 24 * 3600
/** Reads of everything at once, before it is divided by time. */
const SIMPLE_READS = 2
/** Rounds after what moved meanwhile; each is shorter than the one before. */
const MAX_ROUNDS = 10
/** Reads of a second that cannot be divided. */
const MAX_READS = 4

type Outcome = 'whole' | 'moved' | 'refused'

/**
 * Every item that there was all along. Nothing says in which order Shopee lists, and what leaves a list while it is paged
 * moves what comes after it one place up, past the reader: a row is lost. So a list of several pages counts only when
 * nothing was changed, in any state, while it was read. Otherwise it is divided by the time of the last change until a
 * part is one page, which no change can tear; changes go to the end of time, which is read last, until it is one page too.
 */
export class ItemListing {
  readonly #options: ListingOptions
  readonly #items = new Map<string, Listed>()
  #whole = true

  constructor(options: ListingOptions) {
    this.#options = options
  }

  async read(): Promise<Listing> {
    for (let attempt = 1; attempt <= SIMPLE_READS; attempt += 1) {
      const outcome = await this.#list(`list ${attempt}`, { window: null })
      if (outcome === 'whole' || this.#isEnough()) return this.#result()
      if (outcome === 'refused') break
    }
    const start = this.#kept('windows from', this.#options.now())
    for (let from = BEGINNING; from < start; from += LONGEST) {
      await this.#divide({ from, to: Math.min(from + LONGEST, start) })
    }
    await this.#readTail(start - BEHIND_SECONDS)
    return this.#result()
  }

  #result(): Listing {
    return { items: this.#items, whole: this.#whole }
  }

  #isEnough(): boolean {
    return this.#items.size >= this.#options.limit
  }

  /** One part of time, and smaller ones where it has to be divided, the older first: what is changed meanwhile goes ahead. */
  async #divide(window: Window): Promise<void> {
    const name = `list ${window.from}-${window.to}`
    const outcome = await this.#list(name, { window })
    if (outcome === 'whole') return
    if (window.to - window.from <= 1) return this.#readSecond(window, outcome)
    const middle = Math.floor((window.from + window.to) / 2)
    // Whether a border belongs to a window is not said: both halves have it.
    await this.#divide({ from: window.from, to: middle })
    await this.#divide({ from: middle, to: window.to })
  }

  /** Very many items that were changed together: state by state, and more than once. */
  async #readSecond(window: Window, first: Outcome): Promise<void> {
    const { statuses } = this.#options
    const parts = first === 'refused' && statuses.length > 1 ? statuses.map((status) => [status]) : [statuses]
    for (const part of parts) {
      let outcome: Outcome = 'moved'
      for (let read = 1; read <= MAX_READS && outcome === 'moved'; read += 1) {
        outcome = await this.#list(`list ${window.from} ${part.join()} ${read}`, { window, statuses: part })
      }
      if (outcome !== 'whole') this.#whole = false
    }
  }

  /** What was changed since the windows began to be read, until it fits into one page. */
  async #readTail(from: number): Promise<void> {
    let start = from
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      const now = this.#kept(`tail ${round}`, this.#options.now())
      const window = { from: start, to: now + AHEAD_SECONDS }
      const short = window.to - window.from <= LONGEST
      if (short && (await this.#list(`tail ${round} list`, { window })) === 'whole') return
      for (let begin = start; begin < now; begin += LONGEST) {
        await this.#divide({ from: begin, to: Math.min(begin + LONGEST, now) })
      }
      start = now - BEHIND_SECONDS
    }
    this.#whole = false
  }

  /** All pages of a list, and whether they can be trusted to lack nothing. What was found is kept either way. */
  async #list(name: string, asked: Partial<Asked> & Pick<Asked, 'window'>): Promise<Outcome> {
    const { pages, statuses, onProgress } = this.#options
    let since = 0
    let offset = 0
    for (let count = 0; ; count += 1) {
      const page = await pages.page({ statuses, ...asked, offset }, name)
      if (page === 'refused') return 'refused'
      if (count === 0) since = page.at
      this.#add(page.rows)
      onProgress(Math.max(page.total, this.#items.size))
      if (page.next === null) return count === 0 ? 'whole' : await this.#verdict(name, since)
      if (this.#isEnough()) return 'moved'
      offset = page.next
    }
  }

  async #verdict(name: string, since: number): Promise<Outcome> {
    const { pages, memo } = this.#options
    const kept = memo.recall(name)
    if (kept !== undefined) return kept as Outcome
    const outcome = (await pages.hasMoved(since)) ? 'moved' : 'whole'
    memo.keep(name, outcome)
    return outcome
  }

  #add(rows: Listed[]): void {
    for (const row of rows) {
      const known = this.#items.get(row.id)
      if (known === undefined || known.updated <= row.updated) this.#items.set(row.id, row)
    }
  }

  #kept(key: string, now: number): number {
    const { memo } = this.#options
    const kept = memo.recall(key)
    if (typeof kept === 'number') return kept
    memo.keep(key, now)
    return now
  }
}
