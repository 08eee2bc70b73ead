import { asCount, asRecord, type RawRecord } from './raw.ts'

const GRAMS: { readonly [unit: string]: number } = {
  GRAMS: 1,
  KILOGRAMS: 1000,
  OUNCES: 28.349523125,
  POUNDS: 453.59237,
}

/** Grams of a variant; 0 is Shopify's word for none. */
export function gramsOf(variant: RawRecord): number | null {
  const grams = exactGramsOf(variant)
  return grams === null ? null : Math.round(grams)
}

/** The same with a fraction: what is given in grams as it is, other units to thousandths. */
export function exactGramsOf({ inventoryItem }: RawRecord): number | null {
  const { value, unit } = asRecord(asRecord(asRecord(inventoryItem).measurement).weight)
  const [amount, factor] = [asCount(value), GRAMS[String(unit)]]
  if (!amount || factor === undefined) return null
  return factor === 1 ? amount : Math.round(amount * factor * 1000) / 1000
}

/** What can be sold now, all locations together; `null` where nobody counts. Below 0 more was sold than there was. */
export function stockOf({ inventoryItem, inventoryQuantity }: RawRecord): number | null {
  if (asRecord(inventoryItem).tracked !== true) return null
  return typeof inventoryQuantity === 'number' ? Math.max(0, inventoryQuantity) : null
}
