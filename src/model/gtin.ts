const MAX_DIGITS = 14
/** Shorter codes are not GTINs; EAN-8 is the shortest. */
const MIN_DIGITS = 8

/** A GTIN, EAN or UPC padded to 14 digits, or `null` when the text is none: the form in which they are compared. */
export function gtin14(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^\d+$/.test(digits) || digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return null
  const padded = digits.padStart(MAX_DIGITS, '0')
  return /^0+$/.test(padded) ? null : padded
}
