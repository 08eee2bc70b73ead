import { escaped, HIDDEN } from '../model/json.ts'

const SHORT: { [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Halves of a character that no file can hold. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text that is safe to print: what could move the cursor, colour the screen or reorder the line is shown escaped. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => SHORT[character] ?? escaped(character)).replace(LONE, escaped)
}
