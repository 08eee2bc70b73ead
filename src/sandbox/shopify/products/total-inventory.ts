import type { Product } from '../store/records.ts'
import type { Store } from '../store/store.ts'

type Former = Map<string, { total: number; until: number }>

const former = (): Former => new Map()

/** The sum that a product shows: for a while after quantities moved, what it was before. */
export function totalInventory(store: Store, product: Product): number {
  const before = store.part(former).get(product.id)
  return before && before.until > store.now() ? before.total : sumOf(product)
}

/** To be called before quantities of a product move. */
export function quantitiesMove(store: Store, product: Product, lag: number): void {
  if (lag <= 0) return
  store.part(former).set(product.id, { total: totalInventory(store, product), until: store.now() + lag })
}

function sumOf({ variants }: Product): number {
  let total = 0
  for (const { inventoryItem } of variants) {
    for (const { available } of inventoryItem.levels.values()) total += available
  }
  return total
}
