import { addressOf } from '../model/address.ts'
import { type Clock, elapsedOf } from '../model/clock.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address } from '../model/plan.ts'
import { RowQueue } from './row-queue.ts'

/** How long a row is believed: what waits longer is read again. */
const FRESH_FOR = 10 * 60 * 1000
/** With so few rows left the next page is read, while these are written. */
const LEFT = 8

export interface RowsOptions {
  /** One address for every operation that needs a row, in plan order. */
  addresses: Address[]
  pageSize: number
  look: (addresses: Address[]) => Promise<LiveResource[]>
  clock: Clock
}

/** Live resources for the operations that are checked before they write. */
export interface Rows {
  /** The resource as read at most ten minutes ago, `null` when it does not exist. */
  get(address: Address): Promise<LiveResource | null>
  /** Reads it again before anyone gets it. */
  forget(address: Address): void
  /** So many more operations need this resource. */
  want(address: Address, operations: number): void
  /** One operation fewer needs this resource. */
  release(address: Address): void
}

interface Row {
  live: LiveResource | null
  at: number
}

/**
 * Reads resources in full pages as the operations come up: the one that is needed, those that went stale while they
 * waited, and the next ones of the plan. So every page is read once, and shortly before it is used: when the last rows of
 * the one before are written, which nobody then has to wait for. What is stale and needed only later is read when its
 * turn comes.
 */
export function createRows({ addresses, pageSize, look, clock }: RowsOptions): Rows {
  const queue = new RowQueue()
  for (const address of addresses) queue.append(address)
  const rows = new Map<string, Row>()
  const pending = new Map<string, Promise<void>>()
  const isFresh = (row: Row | undefined): row is Row => row !== undefined && elapsedOf(clock) - row.at < FRESH_FOR
  const isDue = (address: string): boolean => queue.has(address) && !rows.has(address) && !pending.has(address)

  const fill = (page: Set<string>): Set<string> => {
    while (page.size < pageSize) {
      const next = queue.take(isDue)
      if (next === undefined) break
      page.add(next)
    }
    return page
  }
  const choose = (address: string): string[] => {
    const page = new Set([address])
    // Rows stand in the order they were read, so the stale ones come first.
    for (const [other, row] of rows) {
      if (page.size >= pageSize || isFresh(row)) break
      if (pending.has(other)) continue
      if (queue.isNear(other)) page.add(other)
      else rows.delete(other)
    }
    return [...fill(page)]
  }
  const read = async (page: string[]): Promise<void> => {
    try {
      const found = new Map((await look(page)).map((live) => [addressOf(live.kind, live.key), live]))
      const at = elapsedOf(clock)
      for (const address of page) {
        rows.delete(address)
        if (queue.has(address)) rows.set(address, { live: found.get(address) ?? null, at })
      }
    } finally {
      for (const address of page) pending.delete(address)
    }
  }
  const start = (address: string): void => {
    const page = choose(address)
    const reading = read(page)
    for (const one of page) pending.set(one, reading)
  }
  const readAhead = (): void => {
    if (rows.size > LEFT || pending.size > 0) return
    const address = queue.take(isDue)
    if (address === undefined) return
    start(address)
    // Whoever needs a row of it reads again, and is told.
    pending.get(address)?.catch(() => undefined)
  }
  return {
    async get(address) {
      // What nobody announced is needed all the same; otherwise no row would be kept.
      if (!queue.has(address)) queue.need(address)
      let row = rows.get(address)
      while (!isFresh(row)) {
        if (!pending.has(address)) start(address)
        await pending.get(address)
        row = rows.get(address)
      }
      return row.live
    },
    forget(address) {
      rows.delete(address)
    },
    want(address, operations) {
      for (let left = operations; left > 0; left -= 1) queue.append(address)
    },
    release(address) {
      if (queue.release(address) && rows.delete(address)) readAhead()
    },
  }
}
