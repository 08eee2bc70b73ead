import type { Json } from '../../../model/json.ts'
import { parseJson } from '../../../net/http.ts'
import { asText } from '../raw.ts'
import { metafieldType } from './metafield-types.ts'

/** A value as Shopify takes it: all of them are texts (shopify.dev, metafield types). */
export function metafieldText(type: string, value: Json): string {
  if (type === 'list.number_integer' && Array.isArray(value)) return `[${value.join(',')}]`
  const { holds } = metafieldType(type)
  const isStructured = holds === 'json' || holds === 'list'
  return typeof value === 'string' && !isStructured ? value : JSON.stringify(value)
}

/**
 * What the text that Shopify holds says, in the form in which values are compared. Values come as texts, whatever their type
 * (shopify.dev, metafield types); decimals and dates stay so, and members of lists are texts too, since a rule gives such. What is
 * no value of the type stays text.
 */
export function metafieldValue(type: unknown, value: unknown): Json {
  const text = asText(value)
  if (text === null) return null
  const name = String(type)
  const { form } = metafieldType(name)
  const said = read(name, text)
  return form ? form(said) : said
}

function read(type: string, text: string): Json {
  if (type.startsWith('list.')) return listOf(text)
  const { holds } = metafieldType(type)
  if (holds === 'boolean') return text === 'true'
  if (holds === 'number') return Number.isSafeInteger(Number(text)) ? Number(text) : text
  return holds === 'json' ? ((parseJson(text) as Json | undefined) ?? text) : text
}

function listOf(text: string): Json {
  const members = parseJson(text)
  if (!Array.isArray(members)) return text
  return members.map((member: Json) => (typeof member === 'string' ? member : JSON.stringify(member)))
}
