import type { CatalogueItem } from '../model/item.ts'

const MAX_DIGITS = 14
/** Shorter codes are not GTINs; EAN-8 is the shortest. */
const MIN_DIGITS = 8

/** The identifier types that are compared, in the order in which they decide. */
export const IDENTIFIER_METHODS = ['gtin', 'ean', 'upc'] as const

/** A GTIN, EAN or UPC padded to 14 digits, or `null` when the text is none: the form in which they are compared. */
export function gtin14(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^\d+$/.test(digits) || digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return null
  const padded = digits.padStart(MAX_DIGITS, '0')
  return /^0+$/.test(padded) ? null : padded
}

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
