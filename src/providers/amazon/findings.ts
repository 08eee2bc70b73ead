import type { Failed } from './hydrate.ts'
import type { OwnResult } from './own-listings.ts'
import type { BrandSearch } from './search.ts'

/** What a read found out besides the listings. */
export interface Findings {
  searches: Map<string, BrandSearch>
  own: OwnResult | null
  gtins: { known: number; looked_up: number; found: number } | null
  failed: Map<string, Failed>
  /** ASINs that Amazon does not have. */
  absent: Set<string>
}
