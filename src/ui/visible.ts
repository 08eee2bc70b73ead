import { escaped, HIDDEN } from '../model/json.ts'

const SHORT: { [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Text that is safe to print: what could move the cursor, colour the screen or reorder the line is shown escaped. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => SHORT[character] ?? escaped(character))
}
