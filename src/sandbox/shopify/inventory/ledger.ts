/** Stock of one item at one place. Both move together: contract, §12. */
export interface StockLevel {
  available: number
  onHand: number
}

/** What the shop has: an item unknown to it is `undefined`, one that is not stocked at a place has no level there. */
export interface Stock {
  levels(item: string): Map<string, StockLevel> | undefined
  hasLocation(location: string): boolean
}

/** One line of `inventorySetQuantities`; `changeFromQuantity` of `null` compares nothing. */
export interface Setting {
  inventoryItemId: string
  locationId: string
  quantity: number
  changeFromQuantity?: number | null
}

export interface StockProblem {
  field: string[] | null
  message: string
  code: string
}

export interface StockChange {
  name: 'available' | 'on_hand'
  delta: number
  item: string
  location: string
}

/** Quantities are 32-bit, and the service stops before their end. */
const MOST = 1_000_000_000

const NAMES: readonly string[] = ['available', 'on_hand']

/** What stands against the lines; all of them or none are carried out. */
export function problemsOf(name: string, settings: readonly Setting[], stock: Stock): StockProblem[] {
  if (!NAMES.includes(name)) {
    const message = 'The quantity name must be either available or on_hand.'
    return [{ field: ['input', 'name'], message, code: 'INVALID_NAME' }]
  }
  const seen = new Set<string>()
  return settings.flatMap((setting, index) => {
    const at = (key: string) => ['input', 'quantities', String(index), key]
    const pair = `${setting.inventoryItemId} ${setting.locationId}`
    if (seen.has(pair)) {
      const message = 'The combination of inventoryItemId and locationId must be unique.'
      return [{ field: at('locationId'), message, code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR' }]
    }
    seen.add(pair)
    return problemOf({ name, setting, stock, at })
  })
}

interface Line {
  name: string
  setting: Setting
  stock: Stock
  at: (key: string) => string[]
}

function problemOf({ name, setting, stock, at }: Line): StockProblem[] {
  const { inventoryItemId, locationId, quantity, changeFromQuantity } = setting
  const levels = stock.levels(inventoryItemId)
  const refused = (key: string, code: string, message: string) => [{ field: at(key), message, code }]
  if (levels === undefined) {
    return refused('inventoryItemId', 'INVALID_INVENTORY_ITEM', 'The specified inventory item could not be found.')
  }
  if (!stock.hasLocation(locationId)) {
    return refused('locationId', 'INVALID_LOCATION', 'The specified location could not be found.')
  }
  if (quantity > MOST) {
    return refused('quantity', 'INVALID_QUANTITY_TOO_HIGH', `The quantity can't be higher than ${MOST}.`)
  }
  if (quantity < -MOST) {
    return refused('quantity', 'INVALID_QUANTITY_TOO_LOW', `The quantity can't be lower than -${MOST}.`)
  }
  const level = levels.get(locationId)
  if (level === undefined) {
    const message = 'The specified inventory item is not stocked at the location.'
    return refused('locationId', 'ITEM_NOT_STOCKED_AT_LOCATION', message)
  }
  const held = name === 'available' ? level.available : level.onHand
  if (changeFromQuantity !== undefined && changeFromQuantity !== null && changeFromQuantity !== held) {
    const message = 'The changeFromQuantity argument no longer matches the persisted quantity.'
    return refused('changeFromQuantity', 'CHANGE_FROM_QUANTITY_STALE', message)
  }
  return []
}

/** Carries lines out that nothing stands against. What stays as it was is no change. */
export function setQuantities(name: string, settings: readonly Setting[], stock: Stock): StockChange[] {
  return settings.flatMap(({ inventoryItemId: item, locationId: location, quantity }) => {
    const level = stock.levels(item)?.get(location)
    if (level === undefined) return []
    const delta = quantity - (name === 'available' ? level.available : level.onHand)
    if (delta === 0) return []
    level.available += delta
    level.onHand += delta
    return [
      { name: 'available' as const, delta, item, location },
      { name: 'on_hand' as const, delta, item, location },
    ]
  })
}
