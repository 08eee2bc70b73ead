import type { Json } from '../../model/json.ts'
import { parseTime } from './times.ts'

export type FieldType =
  | 'id'
  | 'text'
  | 'sku'
  | 'status'
  | 'number'
  | 'date'
  | 'choice'
  | 'choices'
  | 'media'
  | 'boolean'
  | 'categories'
  | 'static'

export type Test = (value: Json | undefined) => boolean

export const OPERATORS: { readonly [type in FieldType]: readonly string[] } = {
  id: ['eq', '!eq', 'in', '!in'],
  text: ['exists', '!exists', 'like', 'eq', '!eq'],
  sku: ['exists', '!exists', 'like', 'eq', '!eq', 'in'],
  status: ['eq', 'in', '!in'],
  number: ['exists', '!exists', 'eq', '!eq', 'gt', 'gte', 'lt', 'lte'],
  date: ['exists', '!exists', 'eq', 'gt', 'gte', 'lt', 'lte'],
  choice: ['exists', '!exists', 'eq', '!eq', 'in', '!in'],
  choices: ['exists', '!exists', 'in', '!in'],
  media: ['exists', '!exists'],
  boolean: ['eq'],
  categories: ['exists', '!exists', 'in', '!in'],
  static: ['in'],
}

const ATTRIBUTE_FIELDS: { readonly [type: string]: FieldType } = {
  IntAttribute: 'number',
  DecimalAttribute: 'number',
  CompletenessAttribute: 'number',
  DropdownAttribute: 'choice',
  MultiSelectAttribute: 'choices',
  BooleanAttribute: 'boolean',
  DateAttribute: 'date',
  MediaAttribute: 'media',
  MediaGalleryAttribute: 'media',
}

export function fieldType(attributeType: string): FieldType {
  return ATTRIBUTE_FIELDS[attributeType] ?? 'text'
}

/** The test that an operator makes, or why its value makes no sense. Times are compared in milliseconds. */
export function compileTest(type: FieldType, operator: string, value: Json | undefined): Test | string {
  if (operator === 'exists') return (held) => held !== undefined
  if (operator === '!exists') return (held) => held === undefined
  if (operator.startsWith('!')) {
    const test = compileTest(type, operator.slice(1), value)
    return typeof test === 'string' ? test : (held) => !test(held)
  }
  if (operator === 'in') return compileIn(type, value)
  switch (type) {
    case 'number':
      return typeof value === 'number' ? compare(operator, value) : 'Not a valid number.'
    case 'date':
      return compileDate(operator, value)
    case 'boolean':
      return typeof value === 'boolean' ? (held) => (held ?? false) === value : 'Not a valid boolean.'
    default:
      return compileText(type, operator, value)
  }
}

function compileText(type: FieldType, operator: string, value: Json | undefined): Test | string {
  if (typeof value !== 'string') return 'Not a valid string.'
  if (type === 'choice' || type === 'status' || type === 'id') return (held) => held === value
  const wanted = value.toLowerCase()
  if (operator === 'like') return (held) => typeof held === 'string' && held.toLowerCase().includes(wanted)
  return (held) => typeof held === 'string' && held.toLowerCase() === wanted
}

function compileIn(type: FieldType, value: Json | undefined): Test | string {
  if (!Array.isArray(value) || value.length === 0) return 'Not a valid list.'
  if (!value.every((item) => typeof item === 'string')) return 'Not a valid list of strings.'
  const fold = type === 'sku' ? (text: string) => text.toLowerCase() : (text: string) => text
  const wanted = new Set(value.map(fold))
  return (held) => {
    const items = Array.isArray(held) ? held : [held]
    return items.some((item) => typeof item === 'string' && wanted.has(fold(item)))
  }
}

const DAY = 86_400_000

function compileDate(operator: string, value: Json | undefined): Test | string {
  const time = typeof value === 'string' ? parseTime(value) : null
  if (time === null) return 'Not a valid date.'
  if (operator !== 'eq' || String(value).length > 10) return compare(operator, time)
  return (held) => typeof held === 'number' && held >= time && held < time + DAY
}

function compare(operator: string, bound: number): Test {
  const test = COMPARISONS[operator] ?? COMPARISONS.eq
  return (held) => typeof held === 'number' && test(held, bound)
}

const COMPARISONS: { [operator: string]: (held: number, bound: number) => boolean } & {
  eq: (held: number, bound: number) => boolean
} = {
  eq: (held, bound) => held === bound,
  gt: (held, bound) => held > bound,
  gte: (held, bound) => held >= bound,
  lt: (held, bound) => held < bound,
  lte: (held, bound) => held <= bound,
}
