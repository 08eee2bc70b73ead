import stringWidth from 'string-width'
import { type Phrase, type Piece, textOf } from '../report/report.ts'
import { visible } from '../visible.ts'

/** Pieces that stand two blanks apart. */
export type Row = Piece[]

const GAP = '  '

export function row(...parts: Piece[]): Row {
  return parts.filter((part) => textOf(part) !== '')
}

/** The row as one phrase that is no wider than that; what has no room ends in an ellipsis. */
export function fitting(parts: Row, width: number): Phrase {
  let room = width
  const pieces: Piece[] = []
  for (const [at, part] of parts.entries()) {
    const gap = at === 0 ? '' : GAP
    const text = cut(visible(textOf(part)), room - gap.length)
    if (text === '') break
    pieces.push(gap, typeof part === 'string' ? text : { ...part, text })
    room -= gap.length + stringWidth(text)
  }
  return pieces
}

function cut(text: string, room: number): string {
  if (stringWidth(text) <= room) return text
  if (room < 4) return ''
  let end = Math.min(text.length, room)
  while (stringWidth(text.slice(0, end)) > room - 1) end -= 1
  return `${text.slice(0, end).trimEnd()}…`
}
