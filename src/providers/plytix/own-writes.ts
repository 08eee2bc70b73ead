import type { Clock } from '../../model/clock.ts'
import { texts } from '../../model/fields.ts'
import type { LiveResource } from '../../model/live.ts'
import type { EarlierWrites, RecentLinks } from '../../model/run.ts'
import type { Session } from './client.ts'
import type { Wanted } from './convert.ts'
import { linksPath } from './paths.ts'
import { getProducts } from './products.ts'

/** A search shows a write by then: what still looks older was changed or deleted by others. */
const LONGEST_LAG_MS = 10 * 60_000

/** What was written here, as far as searches may not show it yet. */
export class OwnWrites {
  readonly #modified = new Map<string, string>()
  /** By source. A link does not say when Plytix changed its source, so the pairs themselves are remembered. */
  readonly #links = new Map<string, RecentLinks[]>()
  /** An id never comes back. */
  readonly #deleted = new Set<string>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Takes over what other processes wrote. */
  add({ modified, links, deleted = new Set() }: EarlierWrites): void {
    for (const [id, time] of modified) this.#modified.set(id, time)
    for (const made of links) this.#keep(made)
    for (const id of deleted) this.noteDeleted(id)
  }

  noteDeleted(id: string): void {
    this.#deleted.add(id)
    this.#modified.delete(id)
  }

  noteLinks(made: Omit<RecentLinks, 'at'>): void {
    this.#keep({ ...made, at: new Date(this.#clock.now()).toISOString() })
  }

  #keep(made: RecentLinks): void {
    const known = this.#links.get(made.source)
    if (known) known.push(made)
    else this.#links.set(made.source, [made])
  }

  note(id: string, modified: string | undefined): void {
    if (modified !== undefined && !this.#deleted.has(id)) this.#modified.set(id, modified)
  }

  /** Rows older than a write made here are read again by id; what was deleted here is left out. @throws ProviderError */
  async refresh(session: Session, rows: LiveResource[], wanted: Wanted): Promise<LiveResource[]> {
    const products = rows.filter(({ id }) => !this.#deleted.has(id))
    const stale = products.filter((product) => this.#isStale(product) || this.#hasOldLinks(product)).map(({ id }) => id)
    if (stale.length === 0) return products
    const fresh = await getProducts(session, stale, wanted)
    const again = new Map(fresh.map((product) => [product.id, product]))
    const kept = new Set(stale)
    return products.flatMap((product) => (kept.has(product.id) ? (again.get(product.id) ?? []) : product))
  }

  /** Products written here that are not among the rows. @throws ProviderError */
  unseen(session: Session, products: LiveResource[], wanted: Wanted): Promise<LiveResource[]> {
    const seen = new Set(products.map(({ id }) => id))
    const missing = [...this.#modified].filter(([id, written]) => !seen.has(id) && this.#isRecent(written))
    return getProducts(
      session,
      missing.map(([id]) => id),
      wanted,
    )
  }

  #isStale({ id, modified }: LiveResource): boolean {
    const written = this.#modified.get(id)
    return written !== undefined && modified !== undefined && modified < written && this.#isRecent(written)
  }

  /** What was done last to a pair counts; one with a deleted end is gone with it. */
  #hasOldLinks({ id, fields }: LiveResource): boolean {
    const latest = new Map<string, boolean>()
    for (const { relationship, targets, gone, at } of this.#links.get(id) ?? []) {
      if (!this.#isRecent(at)) continue
      const shown = texts(fields[linksPath(relationship)])
      for (const target of targets) {
        if (this.#deleted.has(target)) continue
        latest.set(`${relationship} ${target}`, shown.includes(target) === (gone === true))
      }
    }
    return [...latest.values()].includes(true)
  }

  #isRecent(written: string): boolean {
    return this.#clock.now() - Date.parse(written) < LONGEST_LAG_MS
  }
}
