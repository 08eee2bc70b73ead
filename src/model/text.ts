import { decodeHTMLStrict } from 'entities'

/** A reference ends in `;`. Without it, `&copy` may as well begin a word, or a parameter of an address. */
const REFERENCE = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/gi
const REPLACEMENT = '\uFFFD'
const MEANT = /^&#(?:x0*fffd|0*65533);$/i

/** White space, and the line break of C1 that `\s` does not know. */
const BLANKS = /[\s\u0085]+/gu

/** C0 and C1 controls that are no white space, DEL, and halves of surrogate pairs: no service keeps them as text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be written
const UNWRITABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]|\p{Surrogate}/gu

/** HTML entities decoded once. References to no character, such as `&#0;`, say nothing and go. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (reference) => {
    const decoded = decodeHTMLStrict(reference)
    return decoded === REPLACEMENT && !MEANT.test(reference) ? '' : decoded
  })
}

export function withoutControls(text: string): string {
  return text.replace(UNWRITABLE, '')
}

/** Words of printable ASCII with one blank between them, as nearly all texts are: there is nothing to clean. */
const CLEAN = /^(?:[!-%'-~]+(?: [!-%'-~]+)*)?$/

/** Text as it is written: entities decoded once, controls removed, white space collapsed (line breaks kept if asked). */
export function cleanText(text: string, { multiline }: { multiline: boolean }): string {
  if (CLEAN.test(text)) return text
  const decoded = withoutControls(decodeEntities(text))
  if (!multiline) return collapse(decoded)
  return decoded
    .split(/\r\n|\r|\n/)
    .map(collapse)
    .join('\n')
    .trim()
}

/** For the beginning of a sentence. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

export function collapse(text: string): string {
  if (CLEAN.test(text)) return text
  return text.replace(BLANKS, ' ').trim()
}

/** What is not seen, or is seen as something else, in a value that people are to compare by eye. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]|(?! )\p{Zs}/gu

export function shownCode(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`)
}

/** Whether a text begins with any of many. */
export function beginningWith(beginnings: readonly string[]): (text: string) => boolean {
  const known = new Set(beginnings)
  const lengths = [...new Set(beginnings.map(({ length }) => length))]
  return (text) => lengths.some((length) => known.has(text.slice(0, length)))
}
