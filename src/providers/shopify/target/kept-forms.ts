import { isEmpty, type Json } from '../../../model/json.ts'
import { collapse } from '../../../model/text.ts'

/** The form in which Shopify keeps a value. */
export type Form = (value: Json) => Json

/** As Shopify makes it: lower case; letters and digits of any script stay, all else becomes one dash. Empty when nothing is left. */
export function handleForm(value: Json): string {
  return String(value)
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

/** What is no handle stays as it is, to be objected to. */
export const handle: Form = (value) => handleForm(value) || value

export const handles: Form = (value) => (Array.isArray(value) ? [...new Set(value.map(handle))] : value)

/** Tags are told apart without case. */
export const tagSpelling = (tag: string): string => tag.toLowerCase()

/** The first spelling of a tag stays. */
export const tags: Form = (value) => {
  if (!Array.isArray(value)) return value
  const spelt = new Map<string, Json>()
  for (const tag of value) {
    const folded = tagSpelling(String(tag))
    if (!spelt.has(folded)) spelt.set(folded, tag)
  }
  return [...spelt.values()]
}

const TAXONOMY = 'gid://shopify/TaxonomyCategory/'

/** The end of its id. */
export const category: Form = (value) => {
  const text = String(value).trim()
  return text.startsWith(TAXONOMY) ? text.slice(TAXONOMY.length) : text
}

export const status: Form = (value) => String(value).toUpperCase()

/** Digits on both sides of a point, and no sign but that of what is below nought. */
export const decimal: Form = (value) => {
  const [, sign = '', whole = '', rest = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(String(value)) ?? []
  if (whole === '' && rest === '') return value
  return `${sign === '-' ? '-' : ''}${whole || '0'}${rest === '' ? '' : `.${rest}`}`
}

/** Nought is Shopify's word for none. */
export const weight: Form = (value) => (value === 0 ? null : value)

const DEFAULT_TITLE = 'Default Title'

/** Names and values as texts, without those that say nothing; `null` for what a lone default variant has. */
export const options: Form = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).flatMap(([name, held]) => {
    const text = typeof held === 'number' || typeof held === 'boolean' ? String(held) : held
    if (isEmpty(text) || collapse(name) === '') return []
    return [[collapse(name), typeof text === 'string' ? collapse(text) : (text as Json)] as const]
  })
  const isDefault = entries.length === 1 && entries[0]?.[0] === 'Title' && entries[0][1] === DEFAULT_TITLE
  return entries.length === 0 || isDefault ? null : Object.fromEntries(entries)
}
