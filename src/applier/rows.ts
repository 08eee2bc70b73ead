import { type Clock, elapsedOf } from '../model/clock.ts'
import type { LiveProduct } from '../model/live.ts'

/** How long a row is believed: what waits longer is read again. */
const FRESH_FOR = 10 * 60 * 1000

export interface RowsOptions {
  /** One SKU for every operation that needs its product's row, in plan order. */
  skus: string[]
  pageSize: number
  look: (skus: string[]) => Promise<LiveProduct[]>
  clock: Clock
}

/** Live products for the operations that are checked before they write. */
export interface Rows {
  /** The product as read at most ten minutes ago, `null` when it does not exist. */
  get(sku: string): Promise<LiveProduct | null>
  /** So many more operations need this product. */
  want(sku: string, operations: number): void
  /** One operation fewer needs this product. */
  release(sku: string): void
}

interface Row {
  live: LiveProduct | null
  at: number
}

/**
 * Reads products in full pages as the operations come up: the one that is needed, those that went stale while they
 * waited, and the next ones of the plan. So every page is read once, and shortly before it is used.
 */
export function createRows({ skus, pageSize, look, clock }: RowsOptions): Rows {
  const needs = new Map<string, number>()
  for (const sku of skus) needs.set(sku, (needs.get(sku) ?? 0) + 1)
  const queue = [...needs.keys()]
  const rows = new Map<string, Row>()
  const pending = new Map<string, Promise<void>>()
  let next = 0
  const isFresh = (row: Row | undefined): row is Row => row !== undefined && elapsedOf(clock) - row.at < FRESH_FOR

  const choose = (sku: string): string[] => {
    const page = new Set([sku])
    // Rows stand in the order they were read, so the stale ones come first.
    for (const [other, row] of rows) {
      if (page.size >= pageSize || isFresh(row)) break
      if (!pending.has(other)) page.add(other)
    }
    for (; page.size < pageSize && next < queue.length; next++) {
      const other = queue[next] as string
      if (needs.has(other) && !rows.has(other) && !pending.has(other)) page.add(other)
    }
    return [...page]
  }
  const read = async (page: string[]): Promise<void> => {
    try {
      const found = new Map((await look(page)).map((live) => [live.sku, live]))
      const at = elapsedOf(clock)
      for (const sku of page) {
        rows.delete(sku)
        if (needs.has(sku)) rows.set(sku, { live: found.get(sku) ?? null, at })
      }
    } finally {
      for (const sku of page) pending.delete(sku)
    }
  }
  return {
    async get(sku) {
      // What nobody announced is needed all the same; without a place in `needs` no row would be kept.
      if (!needs.has(sku)) needs.set(sku, 1)
      let row = rows.get(sku)
      while (!isFresh(row)) {
        if (!pending.has(sku)) {
          const page = choose(sku)
          const reading = read(page)
          for (const one of page) pending.set(one, reading)
        }
        await pending.get(sku)
        row = rows.get(sku)
      }
      return row.live
    },
    want(sku, operations) {
      if (operations === 0) return
      needs.set(sku, (needs.get(sku) ?? 0) + operations)
      queue.push(sku)
    },
    release(sku) {
      const left = (needs.get(sku) ?? 0) - 1
      if (left > 0) needs.set(sku, left)
      else if (needs.delete(sku)) rows.delete(sku)
    },
  }
}
