import { type Changes, isValueChange, type OtherChange, quiet, SIGNS, type ValueChange } from '../report/report.ts'
import { difference } from '../values/difference.ts'
import { widthOf } from '../width.ts'
import { columnsOf, type Layout, roomFor } from './layout.ts'
import { paint, styled } from './style.ts'
import { padded } from './table-text.ts'
import { wrap } from './wrap.ts'

const INDENT = 6
const GAP = 2
const ARROW = '-> '
/** A name that is longer has its change below it. */
const LONGEST_NAME = 30

export function changesText({ sign, title, changes }: Changes, layout: Layout): string[] {
  const mark = layout.colour ? paint(SIGNS[sign], sign) : SIGNS[sign]
  const names = changes.map(({ name }) => widthOf(styled(name, false)))
  const column = Math.max(0, ...names.filter((width) => width <= LONGEST_NAME))
  return [
    ...wrap(`${mark} ${styled(title, layout.colour)}`, { width: columnsOf(layout), indent: 2, hang: 4 }),
    ...changes.flatMap((change) => changeText(change, column, layout)),
  ]
}

function changeText(change: ValueChange | OtherChange, column: number, layout: Layout): string[] {
  const name = styled(change.name, false)
  const fits = widthOf(name) <= column
  const start = fits ? INDENT + column + GAP : INDENT + 2
  const [first = '', ...rest] = isValueChange(change)
    ? valueLines(change, start, layout)
    : otherLines(change, start, layout)
  if (!fits) return [...wrap(name, { width: columnsOf(layout), indent: INDENT }), first, ...rest]
  return [' '.repeat(INDENT) + padded(name, column + GAP) + first.slice(start), ...rest]
}

function otherLines({ phrase }: OtherChange, start: number, layout: Layout): string[] {
  return wrap(styled(phrase, layout.colour), { width: columnsOf(layout), indent: start, hang: start })
}

/** On one line where both sides fit, else one below the other, aligned. */
function valueLines({ from, to, note }: ValueChange, start: number, layout: Layout): string[] {
  const room = roomFor(layout, start)
  const shown = difference(from, to, room)
  const [before, after] = [styled(shown.from, layout.colour), styled(shown.to, layout.colour)]
  const tail = note === undefined ? '' : `  ${styled([quiet(`(${note})`)], layout.colour)}`
  const single = `${before} ${ARROW}${after}`
  const width = columnsOf(layout)
  if (widthOf(single) <= Math.min(room, width - start)) {
    return wrap(single + tail, { width, indent: start, hang: start })
  }
  return [
    ...wrap(before, { width, indent: start, hang: start }),
    ...wrap(after + tail, { width, indent: start, hang: start }).map((line, at) =>
      at === 0 ? arrowed(line, start) : line,
    ),
  ]
}

function arrowed(line: string, start: number): string {
  return ' '.repeat(start - ARROW.length) + ARROW + line.slice(start)
}
