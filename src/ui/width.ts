import stringWidth from 'string-width'

/** Characters of Latin-1 that are seen: each is a column wide, whatever follows within them. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff]*$/

/** Columns that a text takes in a terminal; escape sequences take none. */
export function widthOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text)
}
