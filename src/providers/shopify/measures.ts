import { asCount, asRecord, type RawRecord } from './raw.ts'

const GRAMS: { readonly [unit: string]: number } = {
  GRAMS: 1,
  KILOGRAMS: 1000,
  OUNCES: 28.349523125,
  POUNDS: 453.59237,
}

/** Grams of a variant; 0 is Shopify's word for none. */
export function gramsOf({ inventoryItem }: RawRecord): number | null {
  const { value, unit } = asRecord(asRecord(asRecord(inventoryItem).measurement).weight)
  const [amount, factor] = [asCount(value), GRAMS[String(unit)]]
  return !amount || factor === undefined ? null : Math.round(amount * factor)
}

/** What can be sold now, all locations together; `null` where nobody counts. Below 0 more was sold than there was. */
export function stockOf({ inventoryItem, inventoryQuantity }: RawRecord): number | null {
  if (asRecord(inventoryItem).tracked !== true) return null
  return typeof inventoryQuantity === 'number' ? Math.max(0, inventoryQuantity) : null
}
