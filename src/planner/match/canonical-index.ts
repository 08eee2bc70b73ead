import { addTo } from '../../model/grouping.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { LiveResource } from '../../model/live.ts'
import type { CanonicalSettings } from '../../model/settings.ts'
import { codesOfResource } from './identifiers.ts'
import { loose } from './near.ts'

/** A canonical product with a code, as it gives it. */
export interface Holder {
  sku: string
  value: string
}

/** Canonical products by what listings can name them by. */
export interface CanonicalIndex {
  /** By code padded to 14 digits. */
  byCode: Map<string, Holder[]>
  skus: Set<string>
  /** Exact SKUs by their spelling without case and spaces, to recognise a near miss. */
  byLooseSku: Map<string, string[]>
  /** SKUs of the products that have an identifier. */
  identified: Set<string>
  match: CanonicalSettings['match']
  /** What is matched, and what listings become. */
  kind: Matching
}

type Matching = Pick<KindTraits, 'name' | 'noun'>

export function indexCanonical(products: LiveResource[], settings: CanonicalSettings, kind: Matching): CanonicalIndex {
  const { identifiers, match } = settings
  const index: CanonicalIndex = {
    byCode: new Map(),
    skus: new Set(),
    byLooseSku: new Map(),
    identified: new Set(),
    match,
    kind,
  }
  for (const live of products) {
    index.skus.add(live.key)
    addTo(index.byLooseSku, loose(live.key), live.key)
    const codes = new Map<string, string>()
    for (const { value, forms } of codesOfResource(live, identifiers)) {
      for (const form of forms) if (!codes.has(form)) codes.set(form, value)
    }
    for (const [code, value] of codes) addTo(index.byCode, code, { sku: live.key, value })
    if (codes.size > 0) index.identified.add(live.key)
  }
  return index
}

/** The style that a canonical SKU belongs to: the longest part before a hyphen that is itself a SKU. */
export function styleOf(sku: string, { skus }: CanonicalIndex): string | null {
  for (let end = sku.lastIndexOf('-'); end > 0; end = sku.lastIndexOf('-', end - 1)) {
    const style = sku.slice(0, end)
    if (skus.has(style)) return style
  }
  return null
}
