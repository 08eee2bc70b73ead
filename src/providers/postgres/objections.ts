import type { Json } from '../../model/json.ts'

/** Why a column cannot hold a value, as the rest of a sentence; `null`: it can. */
export type Objection = (value: Json) => string | null

const DIGITS = 14
const MOST_INTEGER = 2_147_483_647

/** As `numeric(18, 4)` with its condition holds it. */
export const amount: Objection = (value) => {
  if (value === null) return null
  const text = String(value)
  const [whole = '', rest = ''] = text.replace(/^[+-]?0*/, '').split('.')
  if (whole.length > DIGITS) return `has more than ${DIGITS} digits before the point`
  if (rest.replace(/0+$/, '').length > 4) return 'has more than 4 decimals'
  return Number(text) > 0 ? null : 'is not above 0'
}

/** A whole number from 0 on. */
export const quantity: Objection = (value) => {
  if (value === null) return null
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'is no whole number'
  if (value < 0) return 'is below 0'
  return value > MOST_INTEGER ? `is above ${MOST_INTEGER}` : null
}

/** ISO 4217. */
export const currency: Objection = (value) =>
  value === null || /^[A-Z]{3}$/.test(String(value)) ? null : 'is no currency code of three capital letters'

/** Text columns hold everything but this. */
export const text: Objection = (value) =>
  typeof value === 'string' && value.includes('\0') ? 'contains a null character, which the database cannot hold' : null

/** What a product cannot be without. */
export const name: Objection = (value) =>
  value === null || value === '' ? 'is empty, and every product has a name' : text(value)

export const object: Objection = (value) =>
  value === null || (typeof value === 'object' && !Array.isArray(value)) ? null : 'is no object'
