import type { InventoryItem } from '../store/records.ts'
import { numberOf, type Store } from '../store/store.ts'

/** Available and on hand become the same: nothing here is committed to an order. */
export function setLevel(
  store: Store,
  item: InventoryItem,
  { locationId, quantity }: { locationId: string; quantity: number },
): void {
  const before = item.levels.get(locationId)
  const updatedAt = store.stamp()
  item.levels.set(locationId, {
    __typename: 'InventoryLevel',
    id: before?.id ?? `gid://shopify/InventoryLevel/${numberOf(locationId)}?inventory_item_id=${numberOf(item.id)}`,
    ...{ itemId: item.id, locationId, available: quantity, onHand: quantity, updatedAt },
  })
  store.touch(item)
}
