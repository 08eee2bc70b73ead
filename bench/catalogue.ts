import type { SourceSnapshot } from '../src/model/source.ts'
import type { CatalogueItem } from '../src/providers/amazon/catalogue-item.ts'
import { readAmazonFile } from '../src/providers/amazon/forms.ts'
import { sampleCatalogue } from '../src/sandbox/catalogue/index.ts'
import type { AccountSeed } from '../src/sandbox/plytix/index.ts'
import { headerFor } from '../src/state/exports/header.ts'

export interface Catalogue {
  items: CatalogueItem[]
  account: AccountSeed
  /** The canonical SKU that the evidence leads to, by ASIN. */
  truth: Map<string, string | null>
}

const SEED = 1

/** The sandbox's boot brand, as an export gives it: without the other brands that share the marketplace. */
export function sample(listings: number): Catalogue {
  const { items: raw, account, truth } = sampleCatalogue({ listings, seed: SEED })
  const file = readAmazonFile({ items: raw.filter(({ asin }) => truth.has(asin)) }, 'US')
  if (file?.items.length !== listings) throw new Error(`The sample holds ${file?.items.length} listings.`)
  return { items: file.items, account, truth }
}

export const EXPORT_FACTS = {
  provider: 'amazon',
  marketplace: 'US',
  query: {},
  complete: true,
  counts: {},
  exported_at: '2026-11-21T02:00:00.000Z',
}

export function snapshotOf(items: CatalogueItem[]): SourceSnapshot {
  return { header: headerFor(EXPORT_FACTS, items), items, diagnostics: [] }
}
