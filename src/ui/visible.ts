/** C0 and C1 controls, DEL, line and paragraph separators, and the marks that reorder text on screen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

const SHORT: { [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Text that is safe to print: what could move the cursor, colour the screen or reorder the line is shown escaped. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => SHORT[character] ?? escaped(character))
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
