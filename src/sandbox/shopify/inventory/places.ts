import type { InventoryItem, Level, Location, Product } from '../store/records.ts'
import type { Store } from '../store/store.ts'

export function itemOf(store: Store, id: string): InventoryItem | undefined {
  return store.get('InventoryItem', id)
}

/** The product whose variant an item belongs to. */
export function ownerOf(store: Store, item: string): Product | undefined {
  const variant = store.get('ProductVariant', itemOf(store, item)?.variantId ?? '')
  return variant && store.get('Product', variant.productId)
}

/** Where a shop keeps its goods: one place unless more were made. */
export function locationsIn(store: Store): Location[] {
  store.part(firstLocation)
  return [...store.table('Location').values()]
}

function firstLocation(store: Store): true {
  if (store.table('Location').size === 0) {
    store.add({ __typename: 'Location', id: store.newId('Location'), name: 'Shop location', isActive: true })
  }
  return true
}

/** Begins to stock an item at a place. */
export function stockAt(store: Store, item: InventoryItem, locationId: string): Level {
  const known = item.levels.get(locationId)
  if (known) return known
  const level: Level = {
    __typename: 'InventoryLevel',
    id: store.newId('InventoryLevel'),
    ...{ itemId: item.id, locationId, available: 0, onHand: 0, updatedAt: store.stamp() },
  }
  item.levels.set(locationId, level)
  return level
}
