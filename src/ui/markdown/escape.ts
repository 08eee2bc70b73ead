import { cut } from '../values/difference.ts'
import { visible } from '../visible.ts'

const ZERO_WIDTH = '\u200b'

/**
 * What GitHub makes of plain text after it was rendered, so that no escape helps against it: mentions, references to
 * issues, addresses of pages and people, emojis. A blank without width in their midst keeps it from that.
 */
const LINKED = /@(?=[\p{L}\p{N}_])|#(?=\d)|:(?=\/\/)|:(?=[\w+-]+:)|\bGH(?=-\d)|(?<![\p{L}\p{N}])www(?=\.)/giu

/** A dollar begins a formula. */
const ENTITIES: { [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  $: '&#36;',
  [ZERO_WIDTH]: '&#8203;',
}

const MARKUP = /[\\`*[\]#|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu

/** What makes a list or a heading of a line that begins with it. */
const FIRST = /^(\s*\d*)([-+=.)])/

/** Text inside of HTML, where Markdown is not read. */
export function htmlText(text: string): string {
  return entities(unlinked(text))
}

/** Text in a paragraph, a heading, an entry of a list or a cell. */
export function inline(text: string): string {
  return entities(unlinked(text).replace(MARKUP, '\\$&')).replace(FIRST, '$1\\$2')
}

function unlinked(text: string): string {
  return visible(text).replace(LINKED, (found) => found + ZERO_WIDTH)
}

function entities(text: string): string {
  return text.replace(/[&<>$\u200b]/g, (character) => ENTITIES[character] ?? character)
}

/** As it is, in a row of letters of one width: for what people copy. */
export function codeSpan(text: string): string {
  const shown = visible(text)
  const marks = '`'.repeat(longestRun([shown]) + 1)
  const gap = /^[` ]|[` ]$/.test(shown) ? ' ' : ''
  return marks + gap + shown + gap + marks
}

/** A block in which everything is shown as it is; nothing in it can end it. */
export function fence(language: string, lines: string[]): string[] {
  const marks = '`'.repeat(Math.max(3, longestRun(lines) + 1))
  return [marks + language, ...lines, marks]
}

/** The most backticks in a row. */
function longestRun(lines: string[]): number {
  let longest = 0
  for (const line of lines) for (const [run] of line.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}

/** A line of a block: no wider than `room`, and one line whatever it holds. */
export function oneLine(text: string, room: number): string {
  return cut(visible(text), room)
}
