import type { Json } from '../../../model/json.ts'
import { metafieldType } from './metafield-types.ts'

/** A value as Shopify takes it: all of them are texts (shopify.dev, metafield types). */
export function metafieldText(type: string, value: Json): string {
  if (type === 'list.number_integer' && Array.isArray(value)) return `[${value.join(',')}]`
  return typeof value === 'string' && !isStructured(type) ? value : JSON.stringify(value)
}

/** What a text that Shopify holds says, in the form in which values are compared; what is no value of the type stays text. */
export function metafieldValue(type: string, text: string): Json {
  const { form } = metafieldType(type)
  const value = read(type, text)
  return form && value !== null ? form(value) : value
}

function read(type: string, text: string): Json {
  if (type === 'boolean') return /^(?:true|t|1)$/i.test(text)
  if (type === 'number_integer') return Number.isSafeInteger(Number(text)) ? Number(text) : text
  if (!isStructured(type)) return text
  const parsed = parse(text)
  return type.startsWith('list.') && Array.isArray(parsed) ? parsed.map(textOf) : parsed
}

const textOf = (member: Json): Json =>
  typeof member === 'object' && member !== null ? JSON.stringify(member) : String(member)

function isStructured(type: string): boolean {
  const { holds } = metafieldType(type)
  return holds === 'json' || holds === 'list' || type.startsWith('list.')
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
