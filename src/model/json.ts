/** A JSON value: what a plan, a resource field or an attribute can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject

export type JsonObject = { [key: string]: Json }

/** SHA-256 of a text as lower-case hex. The core is pure, so the composition root hands the function in. */
export type Digest = (text: string) => string

/** JSON with sorted keys and no white space: equal values give equal texts. */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`
}

/** Empty, absent, `null`, `""` and `[]` are one: services leave all of them out of their answers. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true
  return Array.isArray(value) && value.length === 0
}

/** C0 and C1 controls, DEL, line and paragraph separators, and the marks that reorder text on screen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
export const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** As JSON and most languages write it. */
export function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/**
 * JSON text with the same meaning, and nothing in it that a terminal obeys. Line breaks in it are its layout: those in
 * values are escaped already.
 */
export function safeJson(text: string): string {
  return text.replace(HIDDEN, (character) => (character === '\n' ? character : escaped(character)))
}

/** A document as JSON that is safe to print. */
export function jsonText(document: unknown): string {
  return safeJson(JSON.stringify(document, null, 2))
}
