import type { Json } from '../../../model/json.ts'
import { handleForm } from './kept-forms.ts'

/** Why a field cannot hold a value, as the rest of a sentence; `null`: it can. */
export type Objection = (value: Json) => string | null

const LONGEST = 255
const MOST_DECIMALS = 2
/** What a quantity may be, either side of nought (shopify.dev, inventorySetQuantities). */
const MOST_STOCK = 1_000_000_000
export const MOST_OPTIONS = 3

/** The first that objects. */
export function eachOf(...objections: Objection[]): Objection {
  return (value) => objections.reduce<string | null>((found, object) => found ?? object(value), null)
}

/** Characters, of whatever script. */
export function atMost(most: number): Objection {
  return (value) => {
    const length = typeof value === 'string' ? [...value].length : 0
    return length > most
      ? `has ${length.toLocaleString('en-US')} characters, of which ${most.toLocaleString('en-US')} fit`
      : null
  }
}

export const short = atMost(LONGEST)

/** For what cannot be empty. */
export function never(what: string): Objection {
  return (value) => (value === null || value === '' ? `would be left empty, and every ${what}` : null)
}

export const title = eachOf(never('product has a title'), short)

export const tags: Objection = (value) => {
  for (const tag of [value].flat() as Json[]) {
    if (typeof tag !== 'string') continue
    if (tag.includes(',')) return `("${tag.slice(0, 60)}") contains a comma, which parts tags`
    const wrong = short(tag)
    if (wrong !== null) return `contains a tag that ${wrong}`
  }
  return null
}

export const handle: Objection = (value) => {
  if (value === null) return 'would be left empty, and every product has a handle'
  return handleForm(value) === '' ? 'has neither letters nor digits, of which handles are made' : short(value)
}

export const handles: Objection = (value) => {
  const wrong = ([value].flat() as Json[]).find((one) => typeof one === 'string' && handleForm(one) === '')
  return wrong === undefined ? null : `("${String(wrong)}") is no handle`
}

export const category: Objection = (value) =>
  value === null || /^[a-z]{2}(?:-\d+)*$/.test(String(value))
    ? null
    : "is no category of Shopify's taxonomy, such as aa-1-1 or gid://shopify/TaxonomyCategory/aa-1-1"

export const amount: Objection = (value) => {
  if (value === null) return null
  const text = String(value)
  if (text.startsWith('-')) return 'is below 0'
  const [whole = '', rest = ''] = text.split('.')
  if (rest.replace(/0+$/, '').length > MOST_DECIMALS) return `has more than ${MOST_DECIMALS} decimals`
  return whole.length > 15 ? 'has more than 15 digits before the point' : null
}

export const price = eachOf(
  (value) => (value === null ? 'would be left empty, and every variant has a price' : null),
  amount,
)

export const weight: Objection = (value) => (typeof value === 'number' && value < 0 ? 'is below 0' : null)

export const quantity: Objection = (value) => {
  if (value === null) return 'would be left empty, and a stock is a number'
  if (!Number.isInteger(value)) return 'is no whole number'
  return Math.abs(value as number) > MOST_STOCK ? `is beyond ${MOST_STOCK.toLocaleString('en-US')}` : null
}

/** Names of options and what they are of one variant. */
export const options: Objection = (value) => {
  if (value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) return 'is no object of names of options and their values'
  const entries = Object.entries(value)
  if (entries.length > MOST_OPTIONS) return `has ${entries.length} options, of which ${MOST_OPTIONS} fit`
  for (const [name, text] of entries) {
    if (typeof text !== 'string') return `gives option ${name.slice(0, 60)} a value that is no text`
    const wrong = short(name) ?? short(text)
    if (wrong !== null) return `has an option whose name or value ${wrong}`
  }
  return null
}
