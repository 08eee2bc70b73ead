import wrapAnsi from 'wrap-ansi'
import { widthOf } from '../width.ts'

export interface Margin {
  /** Columns of a terminal; infinite where lines are not broken. */
  width: number
  /** Blanks before the first line, and before those that follow. */
  indent: number
  hang?: number
}

/** However narrow it gets, so much is written on a line. */
const LEAST = 20

/** Lines no wider than the margin, broken between words where that is possible. */
export function wrap(text: string, { width, indent, hang = indent + 2 }: Margin): string[] {
  const first = ' '.repeat(indent)
  if (indent + widthOf(text) <= width) return [first + text]
  const broken = wrapAnsi(text, Math.max(LEAST, width - hang), { hard: true }).split('\n')
  return broken.map((line, at) => (at === 0 ? first : ' '.repeat(hang)) + line.trimEnd())
}
