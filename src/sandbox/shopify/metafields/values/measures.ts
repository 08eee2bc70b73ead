import { no } from './scalars.ts'
import type { Kept, ValueType } from './types.ts'

const UNITS: { [type: string]: { [unit: string]: string } } = {
  dimension: { mm: 'MILLIMETERS', cm: 'CENTIMETERS', m: 'METERS', in: 'INCHES', ft: 'FEET', yd: 'YARDS' },
  weight: { g: 'GRAMS', kg: 'KILOGRAMS', oz: 'OUNCES', lb: 'POUNDS' },
  volume: {
    ...{ ml: 'MILLILITERS', cl: 'CENTILITERS', l: 'LITERS', m3: 'CUBIC_METERS', us_fl_oz: 'FLUID_OUNCES' },
    ...{ us_pt: 'PINTS', us_qt: 'QUARTS', us_gal: 'GALLONS', imp_fl_oz: 'IMPERIAL_FLUID_OUNCES' },
    ...{ imp_pt: 'IMPERIAL_PINTS', imp_qt: 'IMPERIAL_QUARTS', imp_gal: 'IMPERIAL_GALLONS' },
  },
}

/** Types whose values are JSON objects of a shape; they read back in one form, whatever form they were sent in. */
export const SHAPES: { [type: string]: ValueType } = {
  dimension: (value) => measure('dimension', value),
  weight: (value) => measure('weight', value),
  volume: (value) => measure('volume', value),
  money: (value, { currency }) => money(value, currency),
  rating: (value) => rating(value),
  link: (value) => link(value),
}

function measure(type: string, text: string): Kept {
  const { value, unit } = objectOf(text)
  const units = UNITS[type] ?? {}
  if (typeof value !== 'number' && !isNumeric(value)) return no('must be a non-negative number.')
  if (Number(value) < 0) return no('must be a non-negative number.')
  const given = String(unit)
  const known = units[given.toLowerCase()] ?? Object.values(units).find((name) => name === given.toUpperCase())
  if (known === undefined) return no('must be a supported unit.')
  return { value: `{"value":${float(Number(value))},"unit":${JSON.stringify(known)}}` }
}

/** With a decimal at least: `25.0`. */
function float(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
}

function money(text: string, currency: string): Kept {
  const { amount, currency_code: code } = objectOf(text)
  if ((typeof amount !== 'number' && !isNumeric(amount)) || code !== currency) {
    return no(
      "must be a stringified JSON object with amount (numeric) and currency_code (string matching the shop's currency) fields.",
    )
  }
  return { value: JSON.stringify({ amount: Number(amount).toFixed(2), currency_code: currency }) }
}

function rating(text: string): Kept {
  const { value, scale_min: least, scale_max: most } = objectOf(text)
  if (![value, least, most].every((one) => isNumeric(one))) return no('must be a rating.')
  if (Number(value) > Number(most)) return no(`has a maximum of ${most}.`)
  if (Number(value) < Number(least)) return no(`has a minimum of ${least}.`)
  return { value: JSON.stringify({ scale_min: least, scale_max: most, value }) }
}

const LINK_SCHEME = /^(https?|mailto|sms|tel):/i

function link(text: string): Kept {
  const { text: label, url } = objectOf(text)
  const valid = typeof label === 'string' && typeof url === 'string' && LINK_SCHEME.test(url)
  return valid ? { value: JSON.stringify({ text: label, url }) } : no('must be a valid link.')
}

function objectOf(text: string): { [name: string]: unknown } {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {}
  } catch {
    return {}
  }
}
