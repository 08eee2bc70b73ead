import type { Json, JsonObject } from '../../../model/json.ts'
import type { Form } from './kept-forms.ts'
import { decimal } from './kept-forms.ts'
import type { Objection } from './objections.ts'

/** Units of measurements, by what people may write (shopify.dev, metafield types). */
const UNITS: { readonly [type: string]: { readonly [unit: string]: string } } = {
  dimension: { mm: 'MILLIMETERS', cm: 'CENTIMETERS', m: 'METERS', in: 'INCHES', ft: 'FEET', yd: 'YARDS' },
  weight: { g: 'GRAMS', kg: 'KILOGRAMS', oz: 'OUNCES', lb: 'POUNDS' },
  volume: {
    ...{ ml: 'MILLILITERS', cl: 'CENTILITERS', l: 'LITERS', m3: 'CUBIC_METERS', us_fl_oz: 'FLUID_OUNCES' },
    ...{ us_pt: 'PINTS', us_qt: 'QUARTS', us_gal: 'GALLONS', imp_fl_oz: 'IMPERIAL_FLUID_OUNCES' },
    ...{ imp_pt: 'IMPERIAL_PINTS', imp_qt: 'IMPERIAL_QUARTS', imp_gal: 'IMPERIAL_GALLONS' },
  },
}

/** An object of these names, all of them, and how it is kept; what has another shape stays as it is. */
interface Shape {
  form: Form
  objection: Objection
}

function shape(
  names: readonly string[],
  kept: (given: JsonObject) => JsonObject,
  wrong: (given: JsonObject) => string | null,
): Shape {
  const form: Form = (value) => (fits(value, names) ? kept(value) : value)
  return {
    form,
    objection: (value) => {
      if (value === null) return null
      return fits(value, names) ? wrong(value) : `is no object of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
    },
  }
}

function fits(value: Json, names: readonly string[]): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name))
}

function measure(type: string): Shape {
  const units = UNITS[type] ?? {}
  const unitOf = (unit: Json | undefined): string | undefined => {
    const name = String(unit)
    const short = name.toLowerCase()
    return Object.hasOwn(units, short) ? units[short] : Object.values(units).find((one) => one === name.toUpperCase())
  }
  return shape(
    ['value', 'unit'],
    ({ value = null, unit = null }) => ({
      value: typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value,
      unit: unitOf(unit) ?? unit,
    }),
    ({ value, unit }) => {
      if (typeof value !== 'number' || value < 0) return 'has a value that is no number from 0 on'
      return unitOf(unit) === undefined ? `has a unit that is none of ${Object.keys(units).join(', ')}` : null
    },
  )
}

const AMOUNT = /^-?\d+(?:\.\d+)?$/

/** A number, or the text of one, as text. */
const asDecimal = (value: Json | undefined): Json =>
  typeof value === 'number' || typeof value === 'string' ? decimal(String(value)) : (value ?? null)

/** With two decimals at least, as it reads back. */
function asMoney(value: Json | undefined): Json {
  const text = asDecimal(value)
  if (typeof text !== 'string' || !AMOUNT.test(text)) return text
  const [whole = '', rest = ''] = text.split('.')
  return `${whole}.${rest.padEnd(2, '0')}`
}

const isAmount = (value: Json | undefined): boolean => typeof value === 'string' && AMOUNT.test(value)

const MONEY = shape(
  ['amount', 'currency_code'],
  ({ amount, currency_code: code = null }) => ({ amount: asMoney(amount), currency_code: code }),
  ({ amount, currency_code: code }) => {
    if (!isAmount(amount)) return 'has an amount that is no decimal'
    return /^[A-Z]{3}$/.test(String(code)) ? null : 'has a currency_code that is no code of three capital letters'
  },
)

const RATING_NAMES = ['value', 'scale_min', 'scale_max']
const RATING = shape(
  RATING_NAMES,
  (given) => Object.fromEntries(RATING_NAMES.map((name) => [name, asDecimal(given[name])])),
  (given) => {
    const [value = 0, least = 0, most = 0] = RATING_NAMES.map((name) =>
      isAmount(given[name]) ? Number(given[name]) : Number.NaN,
    )
    if ([value, least, most].some(Number.isNaN)) return 'has a value or an end of its scale that is no decimal'
    return value < least || value > most ? 'has a value beyond its scale' : null
  },
)

const LINK = shape(
  ['text', 'url'],
  (given) => given,
  ({ text, url }) => {
    if (typeof text !== 'string') return 'has a text that is none'
    return /^(?:https?|mailto|sms|tel):/i.test(String(url)) ? null : 'has a url that is no address'
  },
)

const RICH_TEXT: Shape = {
  form: (value) => value,
  objection: (value) => {
    if (value === null) return null
    const isRoot =
      typeof value === 'object' && !Array.isArray(value) && value.type === 'root' && Array.isArray(value.children)
    return isRoot ? null : 'is no tree of rich text, which begins with {"type": "root", "children": […]}'
  },
}

/** Types whose values are objects of one shape, in the form in which they read back. */
export const SHAPES: { readonly [type: string]: Shape } = {
  money: MONEY,
  rating: RATING,
  dimension: measure('dimension'),
  weight: measure('weight'),
  volume: measure('volume'),
  link: LINK,
  rich_text_field: RICH_TEXT,
}
