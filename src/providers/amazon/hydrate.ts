import { isRequestable } from './asin.ts'
import { isServerError } from './client.ts'
import type { SpApiError } from './failure.ts'
import { type Lookup, PAGE_SIZE } from './lookup.ts'
import { type Answer, isRefused, type Listed, type Page, type Query } from './page.ts'

export interface Hydrated {
  listed: Listed[]
  failed: Failed[]
}

export interface Failed {
  /** What was asked for. */
  identifier: string
  /** Absent for an ASIN. */
  type?: Exclude<IdentifierType, 'ASIN'>
  reason: string
  /** Amazon did not answer; it may exist. */
  unanswered: boolean
}

export type IdentifierType = 'ASIN' | 'GTIN' | 'EAN' | 'UPC' | 'ISBN'

/** So many batches in a row that Amazon fails at are an outage, and no trouble with what is in them. */
const OUTAGE = 3

/** Asks for listings by identifier, twenty a call; one bad identifier costs a few calls and not its batch. */
export class Hydrator {
  readonly #lookup: Lookup
  readonly #take: (listed: Listed[]) => void
  #failures = 0

  /** @param take Is given listings as they come. */
  constructor(lookup: Lookup, take: (listed: Listed[]) => void) {
    this.#lookup = lookup
    this.#take = take
  }

  /** Those that Amazon does not have are simply absent. @throws SpApiError in an outage */
  async read(type: IdentifierType, identifiers: string[]): Promise<Hydrated> {
    const isAskable = (identifier: string) => type !== 'ASIN' || isRequestable(identifier)
    const malformed = identifiers
      .filter((identifier) => !isAskable(identifier))
      .map((identifier) => ({ identifier, reason: 'It is no ASIN that Amazon takes.', unanswered: false }))
    const batches = chunks(identifiers.filter(isAskable))
    const parked: { batch: string[]; error: SpApiError }[] = []
    const results = await settle(
      batches.map((batch) =>
        this.#batch(type, batch).catch((error: unknown) => {
          this.#failures += 1
          if (!isServerError(error) || this.#failures >= OUTAGE) throw error
          parked.push({ batch, error })
          return NOTHING
        }),
      ),
    )
    for (const { batch, error } of parked) results.push(await this.#halves(type, batch, error))
    const { listed, failed } = merge([...results, { listed: [], failed: malformed }])
    return { listed, failed: type === 'ASIN' ? failed : failed.map((failure) => ({ ...failure, type })) }
  }

  async #batch(type: IdentifierType, batch: string[]): Promise<Hydrated> {
    const query: Query = { identifiers: batch.join(','), identifiersType: type }
    const answer = await this.#lookup.ask(query)
    this.#failures = 0
    if (isRefused(answer)) return this.#refused(type, batch, answer.refused)
    return this.#whole(type, batch, await this.#pages(query, answer))
  }

  /** The one that Amazon objects to is found by halving: it does not name it (models#2894). */
  async #refused(type: IdentifierType, batch: string[], reason: string): Promise<Hydrated> {
    const [identifier = ''] = batch
    if (batch.length === 1) return { listed: [], failed: [{ identifier, reason, unanswered: false }] }
    return merge(await settle(halves(batch).map((half) => this.#batch(type, half))))
  }

  /** Amazon was seen to give no token for the rest (docs#2377): its total tells that something is left out. */
  async #whole(type: IdentifierType, batch: string[], pages: Page[]): Promise<Hydrated> {
    const answered = pages.flatMap(({ items }) => items)
    // An answer about something else says nothing about what was asked for.
    const asked = new Set(batch)
    const listed = type === 'ASIN' ? answered.filter(({ item }) => asked.has(item.asin)) : answered
    const found = new Set(listed.map(({ item }) => item.asin)).size
    const total = type === 'ASIN' ? Math.min(pages[0]?.total ?? 0, batch.length) : (pages[0]?.total ?? 0)
    this.#take(listed)
    if (found >= total && answered.length === listed.length) return { listed, failed: [] }
    if (batch.length === 1) return { listed, failed: found > 0 ? [] : [notUnderstood(batch)] }
    return merge(await settle(halves(batch).map((half) => this.#batch(type, half))))
  }

  async #pages(query: Query, first: Page): Promise<Page[]> {
    const pages = [first]
    const known = new Set(first.items.map(({ item }) => item.asin))
    let stale = 0
    for (let page: Answer = first; page.next !== null && stale < MAX_STALE_PAGES; pages.push(page)) {
      page = await this.#lookup.ask({ ...query, pageToken: page.next })
      if (isRefused(page)) break
      const before = known.size
      for (const { item } of page.items) known.add(item.asin)
      stale = known.size > before ? 0 : stale + 1
    }
    return pages
  }

  /** A batch that Amazon fails at: one listing may be too much for it. Both halves failing is an outage. */
  async #halves(type: IdentifierType, batch: string[], error: SpApiError): Promise<Hydrated> {
    if (batch.length === 1) return this.#less(type, batch, error)
    const results: Hydrated[] = []
    const broken: string[][] = []
    for (const half of halves(batch)) {
      try {
        results.push(await this.#batch(type, half))
      } catch (again) {
        if (!isServerError(again) || broken.length > 0) throw again
        broken.push(half)
      }
    }
    for (const half of broken) results.push(await this.#halves(type, half, error))
    return merge(results)
  }

  /** A parent with very many children was refused until its family was left out (models#183). */
  async #less(type: IdentifierType, [identifier = '']: string[], error: SpApiError): Promise<Hydrated> {
    const reason = error.reason
    try {
      const answer = await this.#lookup.askForLess({ identifiers: identifier, identifiersType: type })
      const listed = isRefused(answer) ? [] : answer.items
      this.#take(listed)
      const part = `Only without attributes and relationships: ${reason}`
      return { listed, failed: [{ identifier, reason: listed.length > 0 ? part : reason, unanswered: true }] }
    } catch (again) {
      if (!isServerError(again)) throw again
      return { listed: [], failed: [{ identifier, reason, unanswered: true }] }
    }
  }
}

function notUnderstood([identifier = '']: string[]): Failed {
  return { identifier, reason: 'Amazon counts it, and answers about something else.', unanswered: true }
}

/** Pages that bring nothing new: Amazon goes in circles. */
const MAX_STALE_PAGES = 3

const NOTHING: Hydrated = { listed: [], failed: [] }

function merge(parts: Hydrated[]): Hydrated {
  return { listed: parts.flatMap(({ listed }) => listed), failed: parts.flatMap(({ failed }) => failed) }
}

function halves(batch: string[]): string[][] {
  const middle = Math.ceil(batch.length / 2)
  return [batch.slice(0, middle), batch.slice(middle)]
}

function chunks(identifiers: string[]): string[][] {
  const starts = Array.from({ length: Math.ceil(identifiers.length / PAGE_SIZE) }, (_, index) => index * PAGE_SIZE)
  return starts.map((start) => identifiers.slice(start, start + PAGE_SIZE))
}

/** Like `Promise.all`, but nothing is still going on when it rejects: calls in flight are worth finishing. */
async function settle(jobs: Promise<Hydrated>[]): Promise<Hydrated[]> {
  await Promise.allSettled(jobs)
  return Promise.all(jobs)
}
