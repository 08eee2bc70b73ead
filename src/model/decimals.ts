import { Big } from 'big.js'
import type { Json } from './json.ts'

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)$/

/** Nothing that people sell has an amount of more digits; what is longer is a mistake, and slow to calculate with. */
const MOST_DIGITS = 40

/** A plain decimal, exactly; `null` for everything that is none. A number counts by the digits that it is written with. */
export function decimalOf(value: Json | undefined): Big | null {
  const text = typeof value === 'number' && Number.isFinite(value) ? fromNumber(value) : value
  if (typeof text !== 'string') return null
  const bare = text.trim()
  return bare.length <= MOST_DIGITS && PLAIN.test(bare) ? new Big(bare) : null
}

/** Digits that a number cannot hold exactly are not guessed. */
function fromNumber(value: number): string | null {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return null
  return new Big(value).toFixed()
}

/** Without exponent, and without what makes no difference to an amount. */
export function decimalText(decimal: Big): string {
  return decimal.eq(0) ? '0' : decimal.toFixed()
}
