import { diffWordsWithSpace } from 'diff'
import type { Json } from '../../model/json.ts'
import type { Piece, Tone } from '../report/report.ts'
import { widthOf } from '../width.ts'
import { bothTexts } from './value-text.ts'

export interface Difference {
  from: Piece[]
  to: Piece[]
}

/** Comparing words takes long where there are many. */
const MOST_COMPARED = 2_000

/** Both sides of a change with the words that differ marked; `room`: columns for each side, from the first difference on. */
export function difference(from: Json, to: Json, room: number): Difference {
  const [before, after] = bothSides(from, to, room)
  if (before.length + after.length > MOST_COMPARED)
    return { from: [marked(before, 'remove')], to: [marked(after, 'add')] }
  const parts = diffWordsWithSpace(before, after)
  return {
    from: parts.flatMap(({ added, removed, value }) => (added ? [] : removed ? marked(value, 'remove') : value)),
    to: parts.flatMap(({ added, removed, value }) => (removed ? [] : added ? marked(value, 'add') : value)),
  }
}

/** Both sides of a change as texts that differ, cut to `room` columns each. */
export function bothSides(from: Json, to: Json, room: number): [string, string] {
  return aligned(bothTexts(from, to), room)
}

function marked(text: string, tone: Tone): Piece {
  return { text, tone }
}

/** How much of what both have in common is shown before the first difference. */
const CONTEXT = 1 / 3

/** Cut so that the first difference stands at the same place, and in sight. */
function aligned([before, after]: [string, string], room: number): [string, string] {
  if (widthOf(before) <= room && widthOf(after) <= room) return [before, after]
  const [one, other] = [[...before], [...after]]
  const same = sameStart(one, other)
  const start = wordStart(one, Math.max(0, same - Math.floor(room * CONTEXT)), same)
  return [within(one, start, room), within(other, start, room)]
}

function sameStart(one: string[], other: string[]): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at
}

/** The first word that begins between both, else the former. */
function wordStart(characters: string[], from: number, to: number): number {
  if (from === 0) return 0
  const blank = characters.slice(from, to).indexOf(' ')
  return blank === -1 ? from : from + blank + 1
}

function within(characters: string[], start: number, room: number): string {
  const head = start === 0 ? '' : '…'
  const rest = characters.slice(start)
  return head + cut(rest.join(''), room - head.length)
}

/** No wider than `room`; what is left out shows as an ellipsis. */
export function cut(text: string, room: number): string {
  if (widthOf(text) <= room) return text
  let width = 0
  let kept = ''
  for (const character of text) {
    width += widthOf(character)
    if (width > room - 1) break
    kept += character
  }
  return `${kept}…`
}
