import type { Clock } from '../../../model/clock.ts'
import type { ShopifySimSettings } from '../options.ts'
import type { Tables } from './records.ts'
import { type Documents, SearchIndex } from './search-index.ts'

/** Anything that has an id of its own. */
interface Row {
  readonly __typename: string
  readonly id: string
}

const FIRST_ID = 1_000_001

/** The shop: its tables, what is derived from them, and what is yet to be done. */
export class Store {
  readonly index: SearchIndex<Store>
  private readonly tables = new Map<string, Map<string, Row>>()
  private readonly parts = new Map<unknown, unknown>()
  private readonly touched = new Set<Row>()
  private jobs: { due: number; run: () => void }[] = []
  private serial = FIRST_ID
  private readonly clock: Clock

  constructor(clock: Clock, settings: ShopifySimSettings, documents: Documents<Store>) {
    this.clock = clock
    this.index = new SearchIndex<Store>(documents, this, { now: () => this.now(), delay: () => settings.searchDelayMs })
  }

  now(): number {
    return Math.floor(this.clock.now())
  }

  /** The time of a write: whole seconds. */
  stamp(): string {
    return `${new Date(this.now()).toISOString().slice(0, 19)}Z`
  }

  /** Ids rise in the order of making, whatever of. */
  newId(typename: string): string {
    this.serial += 1
    return `gid://shopify/${typename}/${this.serial}`
  }

  table<N extends keyof Tables>(typename: N): Map<string, Tables[N]> {
    const known = this.tables.get(typename) ?? new Map<string, Row>()
    this.tables.set(typename, known)
    return known as unknown as Map<string, Tables[N]>
  }

  get<N extends keyof Tables>(typename: N, id: string): Tables[N] | undefined {
    return this.table(typename).get(id)
  }

  /** Whatever has that id; null when nothing has. */
  node(id: string): Row | null {
    return this.tables.get(typenameOf(id))?.get(id) ?? null
  }

  add(record: Tables[keyof Tables]): void {
    this.table(record.__typename).set(record.id, record as never)
    this.touch(record)
  }

  remove(record: Tables[keyof Tables]): void {
    this.table(record.__typename).delete(record.id)
    this.touch(record)
  }

  /** What searches know of a record is worked out anew when the mutation is done. */
  touch(record: Row): void {
    this.touched.add(record)
  }

  /** After each mutation. */
  flush(): void {
    for (const record of this.touched) this.index.put(record, this.node(record.id) !== null)
    this.touched.clear()
  }

  /** What a domain keeps of its own: made once for each shop, by the function that makes it. */
  part<T>(make: (store: Store) => T): T {
    if (!this.parts.has(make)) this.parts.set(make, make(this))
    return this.parts.get(make) as T
  }

  /** Work that an answer only promises; it is done by the first call that comes late enough. */
  later(milliseconds: number, run: () => void): void {
    this.jobs.push({ due: this.now() + milliseconds, run })
    this.jobs.sort((one, other) => one.due - other.due)
  }

  runDue(): void {
    this.runUntil(this.now())
  }

  /** Promised work is done, and every write is found, now. */
  settle(): void {
    this.runUntil(Number.POSITIVE_INFINITY)
    this.flush()
    this.index.settle()
  }

  /** Work may promise more work. */
  private runUntil(now: number): void {
    for (let job = this.jobs[0]; job && job.due <= now; job = this.jobs[0]) {
      this.jobs.shift()
      job.run()
      this.flush()
    }
  }
}

/** `Product` of `gid://shopify/Product/1`. */
export function typenameOf(id: string): string {
  return id.split('/')[3] ?? ''
}

/** The number in an id, by which cursors and `legacyResourceId` go. */
export function numberOf(id: string): number {
  return Number.parseInt(id.slice(id.lastIndexOf('/') + 1), 10)
}
