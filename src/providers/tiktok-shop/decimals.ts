/** Decimals as text: amounts have no exact number. */
const DECIMAL = /^\d+(?:\.\d+)?$/

/** Below zero: the first is less. Both must be decimals. */
function compare(one: string, other: string): number {
  const [whole = '', rest = ''] = one.split('.')
  const [otherWhole = '', otherRest = ''] = other.split('.')
  const length = Math.max(rest.length, otherRest.length)
  const difference = BigInt(whole + rest.padEnd(length, '0')) - BigInt(otherWhole + otherRest.padEnd(length, '0'))
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The least of those that are amounts; `null`: none is. */
export function lowest(amounts: readonly (string | null)[]): string | null {
  const usable = amounts.filter((amount) => amount !== null && DECIMAL.test(amount)) as string[]
  return usable.reduce<string | null>(
    (least, amount) => (least === null || compare(amount, least) < 0 ? amount : least),
    null,
  )
}

/** True for amounts that are the same however they are written, and for equal texts. */
export function isSameAmount(one: string, other: string): boolean {
  return one === other || (DECIMAL.test(one) && DECIMAL.test(other) && compare(one, other) === 0)
}

const UNITS: { readonly [unit: string]: number } = {
  GRAM: 1,
  KILOGRAM: 1000,
  POUND: 453.59237,
  OUNCE: 28.349523125,
}

/** Whole grams; `null` for what is no weight, or of a unit that nobody knows. */
export function gramsOf(value: string | null, unit: string | null): number | null {
  const factor = UNITS[unit?.trim().toUpperCase() ?? '']
  if (value === null || factor === undefined || !DECIMAL.test(value.trim())) return null
  const grams = Math.round(Number(value) * factor)
  return Number.isSafeInteger(grams) && grams > 0 ? grams : null
}
