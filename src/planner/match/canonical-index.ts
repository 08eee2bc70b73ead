import type { LiveProduct } from '../../model/live.ts'
import type { CanonicalSettings } from '../../model/settings.ts'
import { codesOfProduct } from './identifiers.ts'
import { loose } from './near.ts'

/** Canonical products by what listings can name them by. */
export interface CanonicalIndex {
  /** By code padded to 14 digits. */
  byCode: Map<string, { sku: string; value: string }[]>
  skus: Set<string>
  /** Exact SKUs by their spelling without case and spaces, to recognise a near miss. */
  byLooseSku: Map<string, string[]>
  /** SKUs of the products that have an identifier. */
  identified: Set<string>
  match: CanonicalSettings['match']
}

export function indexCanonical(products: LiveProduct[], settings: CanonicalSettings): CanonicalIndex {
  const { identifiers, match } = settings
  const index: CanonicalIndex = {
    byCode: new Map(),
    skus: new Set(),
    byLooseSku: new Map(),
    identified: new Set(),
    match,
  }
  for (const product of products) {
    index.skus.add(product.sku)
    push(index.byLooseSku, loose(product.sku), product.sku)
    const codes = new Map<string, string>()
    for (const { value, forms } of codesOfProduct(product, identifiers)) {
      for (const form of forms) if (!codes.has(form)) codes.set(form, value)
    }
    for (const [code, value] of codes) push(index.byCode, code, { sku: product.sku, value })
    if (codes.size > 0) index.identified.add(product.sku)
  }
  return index
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The style that a canonical SKU belongs to: the longest part before a hyphen that is itself a SKU. */
export function styleOf(sku: string, { skus }: CanonicalIndex): string | null {
  for (let end = sku.lastIndexOf('-'); end > 0; end = sku.lastIndexOf('-', end - 1)) {
    const style = sku.slice(0, end)
    if (skus.has(style)) return style
  }
  return null
}
