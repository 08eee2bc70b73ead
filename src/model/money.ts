import { Big } from 'big.js'
import type { Json } from './json.ts'
import { type Outcome, refusal } from './transform.ts'

/** Currencies without a minor unit (ISO 4217; the rupiah's is out of use, and shops take whole rupiah alone). */
const WHOLE = new Set(
  ['BIF', 'CLP', 'DJF', 'GNF', 'IDR', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND'].concat([
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ]),
)
/** Those whose minor unit is a thousandth (ISO 4217). */
const THOUSANDTHS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])

/** How people write a currency besides its code; the longer of two comes first. */
const SIGNS: { readonly [currency: string]: readonly string[] } = {
  ARS: ['$'],
  BRL: ['R$'],
  CLP: ['$'],
  CNY: ['¥', '元'],
  COP: ['$'],
  EUR: ['€'],
  GBP: ['£'],
  IDR: ['Rp.', 'Rp'],
  INR: ['₹', 'Rs.', 'Rs'],
  JPY: ['¥', '円'],
  KRW: ['₩'],
  MXN: ['MX$', '$'],
  MYR: ['RM'],
  PHP: ['₱'],
  PLN: ['zł'],
  SGD: ['S$', '$'],
  THB: ['฿'],
  TWD: ['NT$', '$'],
  USD: ['US$', '$'],
  VND: ['₫', 'đ'],
}

/** True for a code of ISO 4217. */
export function isCurrency(code: string): boolean {
  return currencies().includes(code)
}

export function currencies(): string[] {
  return Intl.supportedValuesOf('currency')
}

/** Decimals that amounts of a currency have. */
export function minorUnits(currency: string): 0 | 2 | 3 {
  if (WHOLE.has(currency)) return 0
  return THOUSANDTHS.has(currency) ? 3 : 2
}

/** The longest amount that is taken for one, in digits before the fraction. */
const MOST_DIGITS = 15

/**
 * A price as text in major units, with the decimals of its currency: `Rp 150.000` is `150000`, `$1,299.5` is `1299.50`.
 * What could mean two amounts, and what is no amount above 0, is refused: nothing is ever taken for 0.
 */
export function parseMoney(value: Json, currency: string): Outcome {
  if (typeof value !== 'string' && typeof value !== 'number') return refusal(value, `is no amount in ${currency}`)
  const text = typeof value === 'number' ? fromNumber(value) : bare(value, currency)
  if (/^[-−–(]\s*\d/.test(text)) return refusal(value, 'is negative')
  const plain = typeof value === 'number' ? plainNumber(text) : plainText(text, minorUnits(currency))
  if (plain === null) return refusal(value, `is no amount in ${currency}`)
  return withUnits(plain, { value, currency })
}

interface Plain {
  whole: string
  fraction: string
}

function withUnits({ whole, fraction }: Plain, { value, currency }: { value: Json; currency: string }): Outcome {
  const units = minorUnits(currency)
  if (/[1-9]/.test(fraction.slice(units))) return refusal(value, `has more decimals than ${currency} has`)
  const digits = whole.replace(/^0+(?=\d)/, '')
  if (digits.length > MOST_DIGITS) return refusal(value, 'has too many digits for a price')
  if (!/[1-9]/.test(digits + fraction)) return refusal(value, 'is 0, which is no price')
  return { ok: true, value: units === 0 ? digits : `${digits}.${fraction.slice(0, units).padEnd(units, '0')}` }
}

function fromNumber(value: number): string {
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
  return exact ? new Big(value).toFixed() : ''
}

/** Of a number everything behind the point is its fraction. */
function plainNumber(text: string): Plain | null {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  return whole === undefined ? null : { whole, fraction }
}

/** An amount without its currency, and without the dash that stands for no cents: `Rp150.000,-`. */
function bare(text: string, currency: string): string {
  const signs = [currency, ...(SIGNS[currency] ?? [])]
  const trimmed = text.trim()
  const lower = trimmed.toLowerCase()
  const before = signs.find((sign) => lower.startsWith(sign.toLowerCase()))
  const after = before === undefined ? signs.find((sign) => lower.endsWith(sign.toLowerCase())) : undefined
  const amount = trimmed.slice(before?.length ?? 0, after === undefined ? undefined : -after.length)
  return amount.trim().replace(/(?<=\d)[.,]\s?[-–—]{1,2}$/, '')
}

/** Digits, with one sign between any two groups of them. */
const AMOUNT = /^\d+(?:[.,'’\s]\d+)*$/

function plainText(text: string, units: number): Plain | null {
  if (!AMOUNT.test(text)) return null
  const marks = text.match(/\D/g) ?? []
  const [first, last] = [marks[0], marks.at(-1)]
  if (first === undefined || last === undefined) return { whole: text, fraction: '' }
  const place = text.lastIndexOf(last)
  const parted = { whole: text.slice(0, place), fraction: text.slice(place + 1) }
  const means = meaningOf(marks, parted, units)
  if (means === 'groups') return isGrouped(text, last) ? { ...wholeOf(text), fraction: '' } : null
  if (means === 'unclear' || (last !== '.' && last !== ',')) return null
  if (marks.length === 1) return parted
  return isGrouped(parted.whole, first) ? { ...parted, ...wholeOf(parted.whole) } : null
}

/** What the last mark is: it begins the fraction, or groups digits as all others do. Three digits behind it may be either. */
function meaningOf(marks: readonly string[], { whole, fraction }: Plain, units: number) {
  const last = marks.at(-1)
  const alike = marks.every((mark) => mark === last)
  if (alike && marks.length > 1) return 'groups'
  if (fraction.length !== 3) return 'fraction'
  if (units === 3) return last === '.' || !alike ? 'fraction' : 'unclear'
  if (!alike) return 'unclear'
  return whole === '0' ? 'fraction' : 'groups'
}

/** Groups of three, all parted by the same sign; the first does not begin with 0. */
function isGrouped(text: string, mark: string): boolean {
  const [first = '', ...others] = text.split(mark)
  return /^[1-9]\d{0,2}$/.test(first) && others.length > 0 && others.every((group) => /^\d{3}$/.test(group))
}

function wholeOf(text: string): Pick<Plain, 'whole'> {
  return { whole: text.replace(/\D/g, '') }
}
