import type { Call } from '../domain.ts'
import type { Product, Variant } from '../store/records.ts'

/** Writes to a product; its time, and those of its variants, move where something is different afterwards. */
export function bumpIfChanged({ store, settings }: Call, product: Product, write: () => void): void {
  const before = productSignature(product)
  const variantsBefore = new Map(product.variants.map((variant) => [variant, variantSignature(variant)]))
  write()
  const now = store.stamp()
  let changed = settings.noopBumps || productSignature(product) !== before
  for (const variant of product.variants) {
    if (variantSignature(variant) === variantsBefore.get(variant)) continue
    changed = true
    variant.updatedAt = now
    variant.inventoryItem.updatedAt = now
  }
  if (changed) {
    product.updatedAt = now
    // Searches find variants by what their product is.
    for (const variant of product.variants) store.touch(variant)
  }
  store.touch(product)
}

function productSignature({ variants, updatedAt: _at, ...rest }: Product): string {
  return JSON.stringify([rest, variants.map(({ id }) => id)])
}

function variantSignature({ updatedAt: _at, inventoryItem, ...rest }: Variant): string {
  const { updatedAt: _itemAt, levels, ...item } = inventoryItem
  return JSON.stringify([rest, item, [...levels.values()].map(({ updatedAt: _levelAt, ...level }) => level)])
}
