import type { Json } from '../../../model/json.ts'
import { parseJson } from '../../../net/http.ts'
import { asText } from '../raw.ts'

/** Types whose value is read as what it means; the text is kept for every other one. */
type Reader = (text: string) => Json

const READERS: { readonly [type: string]: Reader } = {
  number_integer: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
  boolean: (text) => text === 'true',
  json: (text) => (parseJson(text) as Json | undefined) ?? text,
}

/**
 * The value of a metafield in the form in which it is compared. Values come as texts, whatever their type (shopify.dev,
 * metafield types); decimals and dates stay so. Members of lists are texts too, since a rule gives such.
 */
export function metafieldValue(type: unknown, value: unknown): Json {
  const text = asText(value)
  if (text === null) return null
  const name = String(type)
  return name.startsWith('list.')
    ? listOf(text)
    : ((Object.hasOwn(READERS, name) ? READERS[name]?.(text) : text) ?? null)
}

function listOf(text: string): Json {
  const members = parseJson(text)
  if (!Array.isArray(members)) return text
  return members.map((member: Json) => (typeof member === 'string' ? member : JSON.stringify(member)))
}

/** `aa-1-1` of `gid://shopify/TaxonomyCategory/aa-1-1`. */
export function categoryOf(gid: unknown): string | null {
  return asText(gid)?.replace(/^gid:\/\/shopify\/TaxonomyCategory\//, '') ?? null
}

/** The name of a file in its address, with its extension in lower case; `null` while there is none. */
export function fileName(url: unknown): string | null {
  const text = asText(url)
  if (text === null || !URL.canParse(text)) return null
  const name = decoded(new URL(text).pathname.split('/').at(-1) ?? '')
  return name === '' ? null : withPlainExtension(name)
}

/** As keys have it: names of pictures differ in the case of their extension alone at times. */
export function withPlainExtension(name: string): string {
  return name.replace(/\.[^.]*$/, (extension) => extension.toLowerCase())
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
