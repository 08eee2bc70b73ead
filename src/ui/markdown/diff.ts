import { andMore } from '../report/fewer.ts'
import {
  type Changes,
  isValueChange,
  type OtherChange,
  pieces,
  plain,
  SIGNS,
  type ValueChange,
} from '../report/report.ts'
import { bothSides } from '../values/difference.ts'
import { oneLine } from './escape.ts'
import type { Room } from './room.ts'

/** Changes as a patch shows them: what they are of between `@@`, then each with what goes and what comes. */
export function diffLines({ sign, title, changes, more }: Changes, room: Room): string[] {
  const mark = sign === 'change' ? ' ' : SIGNS[sign]
  return [
    `@@ ${oneLine(plain(title), room.name)} @@`,
    ...changes.flatMap((change) => (isValueChange(change) ? valueLines(change, room) : otherLines(change, mark, room))),
    ...(more > 0 ? [`  ${andMore(more)}`] : []),
  ]
}

function valueLines({ name, from, to, note }: ValueChange, room: Room): string[] {
  const [before, after] = bothSides(from, to, room.value)
  const said = note === undefined ? '' : `  (${oneLine(note, room.name)})`
  return [`  ${oneLine(name, room.name)}${said}`, `- ${before}`, `+ ${after}`]
}

/** What comes into a list and what leaves it, each on a line of its own; all else on one. */
function otherLines({ name, phrase }: OtherChange, mark: string, room: Room): string[] {
  const parts = pieces(phrase)
  const signed = parts.filter((piece) => typeof piece !== 'string' && (piece.tone === 'add' || piece.tone === 'remove'))
  const shown = oneLine(name, room.name)
  if (signed.length === 0) return [`${mark} ${shown}  ${oneLine(plain(phrase), room.sentence)}`]
  const rest = plain(parts.filter((piece) => !signed.includes(piece))).trim()
  return [
    `  ${shown}${rest === '' ? '' : `  (${oneLine(rest, room.name)})`}`,
    ...signed.map((piece) => oneLine(plain(piece), room.value)),
  ]
}
