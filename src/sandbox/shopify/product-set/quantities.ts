import type { Call, UserError } from '../domain.ts'
import { setLevel } from '../products/levels.ts'
import type { Variant } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { QuantityInput, VariantInput } from './args.ts'

const MOST = 50_000
const NAMES = ['available', 'on_hand']

/** Of one variant: places that there are, and of a variant that is there those where it is stocked. */
export function quantityErrors(
  store: Store,
  { input, variant, path }: { input: VariantInput; variant: Variant | null; path: string[] },
): UserError[] {
  return (input.inventoryQuantities ?? []).flatMap((entry, place) => {
    const message = problemOf(store, entry, variant)
    const field = [...path, 'inventoryQuantities', String(place)]
    return message === null ? [] : [{ field, message, code: 'INVALID_INPUT' }]
  })
}

function problemOf(store: Store, { locationId, name }: QuantityInput, variant: Variant | null): string | null {
  if (!store.get('Location', locationId)) return 'The location could not be found.'
  if (!NAMES.includes(name)) return `The quantity name must be one of: ${NAMES.join(', ')}.`
  return variant && !variant.inventoryItem.levels.has(locationId) ? 'The item is not stocked at the location.' : null
}

export function tooManyQuantities(variants: readonly VariantInput[]): UserError[] {
  const count = variants.reduce((total, { inventoryQuantities }) => total + (inventoryQuantities?.length ?? 0), 0)
  const message = `The number of inventory quantities is greater than ${MOST}.`
  const field = ['input', 'variants']
  return count > MOST ? [{ field, message, code: 'INVENTORY_QUANTITIES_LIMIT_EXCEEDED' }] : []
}

/** Writes over what is there, whatever it was. */
export function writeQuantities({ store }: Call, variant: Variant, entries: readonly QuantityInput[]): void {
  for (const { locationId, quantity } of entries) setLevel(store, variant.inventoryItem, { locationId, quantity })
}
