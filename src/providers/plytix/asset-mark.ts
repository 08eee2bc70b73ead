import { ASSETS } from './assets.ts'
import type { Session } from './client.ts'
import { asFilter } from './moment-filter.ts'
import { readPage, withoutOrder } from './search.ts'

/**
 * How many assets there were that had been made until then. Deleting one takes it out of every gallery, and nothing says that
 * this moves `modified` of the products. A later one can only be in galleries that were changed later.
 */
export interface AssetMark {
  /** Milliseconds by Plytix's clock. */
  until: number
  count: number
}

/** `null` when Plytix does not count them. @throws ProviderError */
export async function markAssets(session: Session, until: number): Promise<AssetMark | null> {
  const search = { ...withoutOrder(ASSETS), filters: [asFilter('created', 'lte', until)] }
  const count = (await readPage(session, search, { size: 1 }))?.count ?? null
  return count === null ? null : { until, count }
}
