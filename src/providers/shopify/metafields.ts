import type { Json, JsonObject } from '../../model/json.ts'
import { isChosen } from './bulk-query.ts'
import { asText, type RawRecord } from './raw.ts'

/** Metafields by namespace and key, with values of their types. */
export type Metafields = { [namespace: string]: JsonObject }

/** Those that are chosen of what an answer lists. */
export function metafieldsOf(raw: readonly RawRecord[], patterns: readonly string[]): Metafields {
  const all: Metafields = {}
  const named = raw.flatMap(({ namespace, key, type, value }) => {
    const [space, name] = [asText(namespace), asText(key)]
    if (space === null || name === null || !isChosen(patterns, { namespace: space, key: name })) return []
    return [{ space, name, value: typedValue(String(type), value) }]
  })
  named.sort((one, other) => (`${one.space}.${one.name}` < `${other.space}.${other.name}` ? -1 : 1))
  for (const { space, name, value } of named) {
    if (name === '__proto__' || space === '__proto__') continue
    const within = Object.hasOwn(all, space) ? (all[space] as JsonObject) : {}
    within[name] = value
    all[space] = within
  }
  return all
}

/** Types whose values are JSON in a text; lists are too. */
const STRUCTURED = /^(?:json|rich_text_field|money|rating|weight|volume|dimension|link|list\..+)$/

/** Values come as texts, whatever their type (shopify.dev, metafield types): numbers with a fraction stay so, since they are exact. */
function typedValue(type: string, value: unknown): Json {
  if (typeof value !== 'string') return null
  if (type === 'boolean') return value === 'true'
  if (type === 'number_integer') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  return STRUCTURED.test(type) ? parsed(value) : value
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
