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
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (reference) => {
    const decoded = decodeHTMLStrict(reference)
    return decoded === REPLACEMENT && !MEANT.test(reference) ? '' : decoded
  })
}

/** Text as it is written: entities decoded once, controls removed, white space collapsed (line breaks kept if asked). */
export function cleanText(text: string, { multiline }: { multiline: boolean }): string {
  const decoded = decodeEntities(text).replace(UNWRITABLE, '')
  if (!multiline) return collapse(decoded)
  return decoded
    .split(/\r\n|\r|\n/)
    .map(collapse)
    .join('\n')
    .trim()
}

export function collapse(text: string): string {
  return text.replace(BLANKS, ' ').trim()
}
