import type { Clock } from '../../model/clock.ts'
import type { LiveProduct } from '../../model/live.ts'
import type { Session } from './client.ts'
import type { Wanted } from './convert.ts'
import { getProducts } from './products.ts'

/** A search shows a write by then: what still looks older was changed or deleted by others. */
const LONGEST_LAG_MS = 10 * 60_000

/** Plytix's own times of the writes made here, by product id: searches lag behind them. */
export class OwnWrites {
  readonly #modified: Map<string, string>
  readonly #clock: Clock

  constructor(earlier: ReadonlyMap<string, string>, clock: Clock) {
    this.#modified = new Map(earlier)
    this.#clock = clock
  }

  note(id: string, modified: string | undefined): void {
    if (modified !== undefined) this.#modified.set(id, modified)
  }

  /** Rows older than a write made here are read again by id. @throws ProviderError */
  async refresh(session: Session, products: LiveProduct[], wanted: Wanted): Promise<LiveProduct[]> {
    const stale = products.filter((product) => this.#isStale(product)).map(({ id }) => id)
    if (stale.length === 0) return products
    const fresh = await getProducts(session, stale, wanted)
    const again = new Map(fresh.map((product) => [product.id, product]))
    const kept = new Set(stale)
    return products.flatMap((product) => (kept.has(product.id) ? (again.get(product.id) ?? []) : product))
  }

  /** Products written here that are not among the rows. @throws ProviderError */
  unseen(session: Session, products: LiveProduct[], wanted: Wanted): Promise<LiveProduct[]> {
    const seen = new Set(products.map(({ id }) => id))
    const missing = [...this.#modified].filter(([id, written]) => !seen.has(id) && this.#isRecent(written))
    return getProducts(
      session,
      missing.map(([id]) => id),
      wanted,
    )
  }

  #isStale({ id, modified }: LiveProduct): boolean {
    const written = this.#modified.get(id)
    return written !== undefined && modified !== undefined && modified < written && this.#isRecent(written)
  }

  #isRecent(written: string): boolean {
    return this.#clock.now() - Date.parse(written) < LONGEST_LAG_MS
  }
}
