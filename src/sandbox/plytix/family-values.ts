import type { Store } from './store.ts'

/** Products of a family lose their values of attributes that leave it. */
export function loseValues(store: Store, family: string, attributes: string[]): void {
  const labels = new Set(attributes.map((id) => store.attributes.get(id)?.label))
  for (const product of store.products.values()) {
    if (product.family !== family) continue
    const kept = Object.entries(product.attributes).filter(([label]) => !labels.has(label))
    if (kept.length === Object.keys(product.attributes).length) continue
    store.saveProduct({ ...product, attributes: Object.fromEntries(kept), modified: store.stamp() })
  }
}
