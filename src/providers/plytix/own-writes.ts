import type { LiveProduct } from '../../model/live.ts'
import type { Session } from './client.ts'
import type { Wanted } from './convert.ts'
import { getProducts } from './products.ts'

/** A search shows a write by then, so a product that it still lacks was deleted. */
const LONGEST_LAG_MS = 10 * 60_000

/** Plytix's own times of the writes made here, by product id: searches lag behind them. */
export class OwnWrites {
  readonly #modified: Map<string, string>

  constructor(earlier: ReadonlyMap<string, string>) {
    this.#modified = new Map(earlier)
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

  /** Products written a short while ago that are not among the rows. @throws ProviderError */
  async unseen(session: Session, products: LiveProduct[], { wanted, now }: { wanted: Wanted; now: number }) {
    const seen = new Set(products.map(({ id }) => id))
    const missing = [...this.#modified].filter(([id, at]) => !seen.has(id) && now - Date.parse(at) < LONGEST_LAG_MS)
    return getProducts(
      session,
      missing.map(([id]) => id),
      wanted,
    )
  }

  #isStale({ id, modified }: LiveProduct): boolean {
    const written = this.#modified.get(id)
    return written !== undefined && modified !== undefined && modified < written
  }
}
