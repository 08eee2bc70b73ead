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
