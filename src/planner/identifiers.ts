import type { CatalogueItem } from '../model/item.ts'

/** The identifier types that are compared, in the order in which they decide. */
export const IDENTIFIER_METHODS = ['gtin', 'ean', 'upc'] as const

const ZERO = 48

/** False when the last digit does not check; people are told, and the code is compared all the same. */
export function hasValidCheckDigit(padded: string): boolean {
  const last = padded.length - 1
  let sum = 0
  for (let index = 0; index < last; index++) sum += (padded.charCodeAt(index) - ZERO) * (index % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10 === padded.charCodeAt(last) - ZERO
}

/** All codes that a listing gives under one type, as given. */
export function codesOf(item: CatalogueItem, method: (typeof IDENTIFIER_METHODS)[number]): string[] {
  const listed = item.identifiers.filter(({ type }) => type.toLowerCase() === method).map(({ value }) => value)
  const first = item[method]
  return first === null || listed.includes(first) ? listed : [first, ...listed]
}
