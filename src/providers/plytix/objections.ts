import type { Json } from '../../model/json.ts'

type Check = (value: Json) => string | null

/** What Plytix refuses of values that fit the kind of their type: one of them would cost the whole product. */
const CHECKS: { readonly [type: string]: Check } = {
  IntAttribute: (value) => {
    if (value === null || Number.isSafeInteger(value)) return null
    return Number.isInteger(value) ? 'has more than the digits that a whole number holds' : 'is not a whole number'
  },
  UrlAttribute: (value) => (value === null || isAddress(String(value)) ? null : 'is not an address such as https://…'),
  status: (value) => (value === null ? 'would be left empty' : null),
}

export function objection(type: string, value: Json): string | null {
  return Object.hasOwn(CHECKS, type) ? (CHECKS[type]?.(value) ?? null) : null
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
}
