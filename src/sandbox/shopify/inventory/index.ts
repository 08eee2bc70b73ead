import { connectionOf, type PageArgs } from '../connection.ts'
import type { Call, Domain } from '../domain.ts'
import { wrongId } from '../errors.ts'
import type { InventoryItem, Level } from '../store/records.ts'
import { numberOf, typenameOf } from '../store/store.ts'
import { demandKey, inventorySetQuantities, type SetQuantitiesInput } from './mutations.ts'
import { itemOf, locationsIn, stockAt } from './places.ts'
import { sdl } from './schema.ts'

const NAMES: readonly string[] = [
  ...['available', 'on_hand', 'committed', 'incoming', 'reserved', 'damaged', 'safety_stock', 'quality_control'],
]

/** Of a shop that nobody orders from, what is on hand is available, and nothing else is anywhere. */
function quantities({ id, available, onHand, updatedAt }: Level, { names }: { names: readonly string[] }): object[] {
  return names
    .filter((name) => NAMES.includes(name))
    .map((name) => ({
      __typename: 'InventoryQuantity',
      id: `gid://shopify/InventoryQuantity/${numberOf(id)}?name=${name}`,
      name,
      quantity: name === 'available' ? available : name === 'on_hand' ? onHand : 0,
      updatedAt,
    }))
}

interface Activation {
  available?: number | null
  inventoryItemId: string
  locationId: string
  onHand?: number | null
}

/** Stocks an item at a place; where it is stocked already nothing is set anew. */
function inventoryActivate(call: Call, { inventoryItemId, locationId, available, onHand }: Activation): object {
  demandKey(call)
  const { store } = call
  const item = itemOf(store, inventoryItemId)
  const refused = (key: string, message: string) => ({ inventoryLevel: null, userErrors: [{ field: [key], message }] })
  if (!item) return refused('inventoryItemId', "The product couldn't be stocked because it wasn't found.")
  if (!store.get('Location', locationId))
    return refused('locationId', "The product couldn't be stocked because the location wasn't found.")
  const fresh = !item.levels.has(locationId)
  if (!fresh && (available ?? onHand ?? null) !== null) {
    return refused(
      'available',
      'Not allowed to set available quantity when the item is already active at the location.',
    )
  }
  const inventoryLevel = stockAt(store, item, locationId)
  const quantity = available ?? onHand ?? 0
  if (fresh) Object.assign(inventoryLevel, { available: quantity, onHand: quantity })
  return { inventoryLevel, userErrors: [] }
}

/** Stock: contract, §12. */
export const inventory: Domain = {
  sdl,
  resolvers: {
    QueryRoot: {
      inventoryItem: (_source, { id }: { id: string }, { store }) => {
        if (typenameOf(id) !== 'InventoryItem') throw wrongId(id)
        return itemOf(store, id) ?? null
      },
      location: (_source, { id }: { id?: string | null }, { store }) => {
        if (id && typenameOf(id) !== 'Location') throw wrongId(id)
        const all = locationsIn(store)
        return (id ? all.find((one) => one.id === id) : all[0]) ?? null
      },
      locations: (_source, args: PageArgs & { includeInactive?: boolean; sortKey?: string }, call) => {
        const rows = locationsIn(call.store).filter(({ isActive }) => isActive || args.includeInactive)
        const byName = args.sortKey === 'NAME' ? { sortedBy: ({ name }: { name: string }) => name } : {}
        return connectionOf(rows, { args, call, ...byName })
      },
    },
    Location: {
      fulfillsOnlineOrders: () => true,
      legacyResourceId: ({ id }: { id: string }) => String(numberOf(id)),
      shipsInventory: () => true,
    },
    InventoryItem: {
      inventoryLevel: ({ levels }: InventoryItem, { locationId }: { locationId: string }) =>
        levels.get(locationId) ?? null,
      inventoryLevels: ({ levels }: InventoryItem, args: PageArgs, call) =>
        connectionOf(levels.values(), { args, call }),
    },
    InventoryLevel: {
      isActive: () => true,
      item: ({ itemId }: Level, _args, { store }) => itemOf(store, itemId),
      location: ({ locationId }: Level, _args, { store }) => store.get('Location', locationId),
      quantities: (level: Level, args: { names: readonly string[] }) => quantities(level, args),
    },
    Mutation: {
      inventoryActivate: (_source, args: Activation, call) => inventoryActivate(call, args),
      inventorySetQuantities: (_source, { input }: { input: SetQuantitiesInput }, call) =>
        inventorySetQuantities(call, input),
    },
  },
  scopes: {
    'QueryRoot.inventoryItem': 'read_inventory',
    'QueryRoot.location': 'read_locations',
    'QueryRoot.locations': 'read_locations',
    'Mutation.inventoryActivate': 'write_inventory',
    'Mutation.inventorySetQuantities': 'write_inventory',
  },
}
