const MAX_DIGITS = 14
/** Shorter codes are not GTINs; EAN-8 is the shortest. */
const MIN_DIGITS = 8
const ISBN_DIGITS = 10
const ZERO = 48
const NO_CODE = '0'.repeat(MAX_DIGITS)

const DIGITS = /^\d+$/
/** Blanks, characters that are not seen, controls, and every kind of hyphen. */
const MARKS = /[\s\p{Cf}\p{Cc}\p{Pd}\u2212]/gu
/** As spreadsheets keep a number from being one: `="012"`, `'012`. */
const QUOTED = /^(?:=?"(.*)"|['‘’](.*))$/

/** A code without what spreadsheets and copying put around it; it never makes digits of anything else. */
export function bareCode(text: string): string {
  if (DIGITS.test(text)) return text
  const bare = text.replace(MARKS, '')
  const [, quoted, apostrophe] = QUOTED.exec(bare) ?? []
  return quoted ?? apostrophe ?? bare
}

/** A GTIN, EAN or UPC padded to 14 digits, or `null` when the text is none: the form in which they are compared. */
export function gtin14(text: string): string | null {
  const digits = bareCode(text)
  if (!DIGITS.test(digits) || digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return null
  const [padded = null] = padded14(digits)
  return padded
}

/** None of zeros alone, which are no code. */
function padded14(digits: string): string[] {
  const padded = digits.padStart(MAX_DIGITS, '0')
  return padded === NO_CODE ? [] : [padded]
}

/**
 * Every form in which a code is compared, the likeliest first; none when it is no code. Ten digits of type ISBN stand for
 * their ISBN-13, eight of type UPC for the UPC-A that they abbreviate too. Such digits are only made of codes that check:
 * of a damaged one nobody knows which are meant.
 *
 * @param type UPC, ISBN …; `null` when nothing says.
 */
export function gtinForms(type: string | null, text: string): string[] {
  // Most codes are neither abbreviated nor marked.
  if (text.length > ISBN_DIGITS && text.length <= MAX_DIGITS && DIGITS.test(text)) return padded14(text)
  const bare = bareCode(text)
  const isbn = type === 'ISBN' ? /^\d{9}[\dX]$/i : /^\d{9}X$/i
  if (isbn.test(bare)) return isbn13(bare.toUpperCase())
  const padded = gtin14(bare)
  if (padded === null) return []
  const whole = type === 'UPC' && bare.length === MIN_DIGITS ? upcA(bare) : null
  return whole === null ? [padded] : [whole, padded]
}

/** False when the last digit does not check; people are told, and the code is compared all the same. */
export function hasValidCheckDigit(padded: string): boolean {
  return checkDigit(padded.slice(0, -1)) === padded.charCodeAt(padded.length - 1) - ZERO
}

/** Of the thirteen digits before it. */
function checkDigit(body: string): number {
  let sum = 0
  for (let index = 0; index < body.length; index++) sum += (body.charCodeAt(index) - ZERO) * (index % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10
}

function isbn13(isbn: string): string[] {
  const sum = [...isbn].reduce((total, digit, index) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - index), 0)
  const body = `0978${isbn.slice(0, 9)}`
  return sum % 11 === 0 ? [`${body}${checkDigit(body)}`] : []
}

/** The UPC-A of a UPC-E, padded; its sixth digit says where zeros were left out. */
function upcA(upcE: string): string | null {
  const [system, a, b, c, d, e, rule, check] = upcE
  if (system !== '0' && system !== '1') return null
  const body = expanded({ first: `${a}${b}`, c, d, e, rule })
  const code = `${system}${body}${check}`.padStart(MAX_DIGITS, '0')
  return hasValidCheckDigit(code) ? code : null
}

interface Abbreviated {
  first: string
  c: string | undefined
  d: string | undefined
  e: string | undefined
  rule: string | undefined
}

function expanded({ first, c, d, e, rule }: Abbreviated): string {
  if (rule === '0' || rule === '1' || rule === '2') return `${first}${rule}0000${c}${d}${e}`
  if (rule === '3') return `${first}${c}00000${d}${e}`
  if (rule === '4') return `${first}${c}${d}00000${e}`
  return `${first}${c}${d}${e}0000${rule}`
}
