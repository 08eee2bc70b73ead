import type { Json } from '../../../model/json.ts'
import type { ValueKind } from '../../../model/kinds.ts'
import { decimal, type Form } from './kept-forms.ts'
import { SHAPES } from './metafield-shapes.ts'
import { atMost, eachOf, type Objection } from './objections.ts'

/** What a metafield of a type holds, in which form, and what it cannot hold (shopify.dev, metafield types and limits). */
export interface MetafieldType {
  holds: ValueKind
  form?: Form
  objection: Objection
}

/** Of what a rule says no type of. */
export const USUAL_TYPE = 'single_line_text_field'

const LONGEST_TEXT = 65_535
const LONGEST_ADDRESS = 2_048
const KILOBYTE = 1_024
const MOST_JSON = 128 * KILOBYTE
export const MOST_MEMBERS = 128

const text = atMost(LONGEST_TEXT)

const integer: Objection = (value) => {
  if (value === null || Number.isSafeInteger(value)) return null
  return Number.isInteger(value) ? 'has more digits than a number holds exactly' : 'is no whole number'
}

const DECIMALS = 9
const WHOLE_DIGITS = 13

const decimals: Objection = (value) => {
  if (value === null) return null
  const [whole = '', rest = ''] = String(value).replace(/^[+-]/, '').split('.')
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(rest)) return 'is no decimal'
  if (rest.replace(/0+$/, '').length > DECIMALS) return `has more than ${DECIMALS} decimals`
  return whole.replace(/^0+/, '').length > WHOLE_DIGITS ? `has more than ${WHOLE_DIGITS} digits before the point` : null
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/

/** Without a zone it is taken for UTC, which reads back as `+00:00`. */
const time: Form = (value) => {
  const said = String(value).trim()
  if (!TIME.test(said)) return value
  return /[+-]\d\d:\d\d$/.test(said) ? said : `${said.replace(/Z$/, '')}+00:00`
}

function pattern(form: RegExp, problem: string): Objection {
  return (value) => (value === null || form.test(String(value)) ? null : problem)
}

const isTime: Objection = (value) =>
  value === null || (TIME.test(String(value)) && !Number.isNaN(Date.parse(String(value))))
    ? null
    : 'is no time such as 2026-11-29T08:00:00Z'

const address: Objection = (value) =>
  value === null || (/^(?:https?|mailto|sms|tel):/i.test(String(value)) && URL.canParse(String(value)))
    ? null
    : 'is no address that begins with https, http, mailto, sms or tel'

const json: Objection = (value) => {
  const size = value === null ? 0 : Buffer.byteLength(JSON.stringify(value))
  return size > MOST_JSON ? `takes ${Math.ceil(size / KILOBYTE)} KB, of which 128 fit` : null
}

const DAY: MetafieldType = { holds: 'date', objection: () => null }
const DECIMAL: MetafieldType = { holds: 'decimal', form: decimal, objection: decimals }
const WHEN: MetafieldType = { holds: 'text', form: time, objection: isTime }
const COLOR: MetafieldType = {
  holds: 'text',
  form: (value) => String(value).toLowerCase(),
  objection: pattern(/^#[0-9a-f]{6}$/, 'is no color such as #ff8800'),
}
const ADDRESS: MetafieldType = { holds: 'text', objection: eachOf(atMost(LONGEST_ADDRESS), address) }
const LINE: MetafieldType = { holds: 'text', objection: text }

const SINGLE: { readonly [type: string]: MetafieldType } = {
  [USUAL_TYPE]: LINE,
  multi_line_text_field: { holds: 'multiline', objection: text },
  number_integer: { holds: 'number', objection: integer },
  number_decimal: DECIMAL,
  boolean: { holds: 'boolean', objection: () => null },
  date: DAY,
  date_time: WHEN,
  url: ADDRESS,
  color: COLOR,
  id: { holds: 'text', objection: atMost(LONGEST_ADDRESS) },
  json: { holds: 'json', objection: json },
  ...Object.fromEntries(
    Object.entries(SHAPES).map(([type, { form, objection }]) => [
      type,
      { holds: 'json' as const, form, objection: eachOf(objection, json) },
    ]),
  ),
}

const isDay = pattern(/^\d{4}-\d\d-\d\d$/, 'is no date (YYYY-MM-DD)')
const isWhole = pattern(/^[+-]?\d{1,15}$/, 'is no whole number of at most 15 digits')

/** Without zeros that make no difference. */
const shortDecimal: Form = (value) =>
  String(decimal(value))
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
const wholeForm: Form = (value) => (isWhole(value) === null ? String(BigInt(String(value).replace(/^\+/, ''))) : value)

const MEMBERS: { readonly [type: string]: Omit<MetafieldType, 'holds'> } = {
  [USUAL_TYPE]: LINE,
  number_integer: { form: wholeForm, objection: isWhole },
  number_decimal: { form: shortDecimal, objection: decimals },
  date: { objection: isDay },
  date_time: WHEN,
  url: ADDRESS,
  color: COLOR,
}

function listOf({ form, objection }: Omit<MetafieldType, 'holds'>): MetafieldType {
  return {
    holds: 'list',
    ...(form && { form: (value: Json) => (Array.isArray(value) ? value.map(form) : value) }),
    objection: (value) => {
      for (const member of Array.isArray(value) ? value : []) {
        const wrong = objection(member)
        if (wrong !== null) return `has a member ("${String(member).slice(0, 60)}") that ${wrong}`
      }
      return null
    },
  }
}

/** All types that a rule may give. */
export const METAFIELD_TYPES: { readonly [type: string]: MetafieldType } = {
  ...SINGLE,
  ...Object.fromEntries(Object.entries(MEMBERS).map(([type, member]) => [`list.${type}`, listOf(member)])),
}

const REFERENCE = 'refers to another object of the shop, which no value of a source names'
const REFERENCES = [
  'collection',
  'customer',
  'company',
  'file',
  'metaobject',
  'mixed',
  'page',
  'product',
  'variant',
  'order',
  'article',
]

/** Types that cannot be given, and why, as the rest of a sentence. */
export const REFUSED_TYPES: { readonly [type: string]: string } = {
  ...Object.fromEntries(
    REFERENCES.flatMap((name) => [
      [`${name}_reference`, REFERENCE],
      [`list.${name}_reference`, REFERENCE],
    ]),
  ),
  ...Object.fromEntries(
    ['money', 'rating', 'dimension', 'weight', 'volume', 'link'].map((type) => [
      `list.${type}`,
      'is a list of objects, which is not supported; use json',
    ]),
  ),
}

export function metafieldType(type: string | null): MetafieldType {
  const name = type ?? USUAL_TYPE
  return Object.hasOwn(METAFIELD_TYPES, name) ? (METAFIELD_TYPES[name] as MetafieldType) : LINE
}
