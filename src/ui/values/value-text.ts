import { counted } from '../../model/counted.ts'
import type { Json } from '../../model/json.ts'
import { visible } from '../visible.ts'

const DAY_OF_APPLY = '{today}'

/** A value in one line: texts in quotes, so that they are told from numbers, and nothing in it that a terminal obeys. */
export function valueText(value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return '(empty)'
  if (value === DAY_OF_APPLY) return '(the day of the apply)'
  if (typeof value === 'string') return `"${visible(value)}"`
  const text = JSON.stringify(value)
  const isLong = text.length > LONG && !Array.isArray(value)
  return isLong ? `{${counted(Object.keys(value).length, 'value')}}` : visible(text)
}

/** An object that is longer is told by its size: a whole record would hide everything else. */
const LONG = 80

/** The same, told apart from every other value at the price of being harder to read. */
export function exactText(value: Json): string {
  const text = JSON.stringify(value)
  return text.replace(/[^\x20-\x7e]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** Both sides of a change as texts that differ, to the eye as well. */
export function bothTexts(from: Json, to: Json): [string, string] {
  const [before, after] = [valueText(from), valueText(to)]
  return looks(before) === looks(after) ? [exactText(from), exactText(to)] : [before, after]
}

/** What a reader sees of it: unseen characters, kinds of blanks and ways to write an accent are all one. */
function looks(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/\s+/gu, ' ')
}
