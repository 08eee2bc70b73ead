import type { Phrase, Table } from '../report/report.ts'
import { widthOf } from '../width.ts'
import { columnsOf, type Layout } from './layout.ts'
import { styled } from './style.ts'
import { wrap } from './wrap.ts'

const GAP = 2
const INDENT = 4
/** What the last column needs beside the others; with less, it goes below them. */
const LEAST = 24

/** Columns padded to the widest entry; the last one is wrapped beside the others, or below where they are too wide. */
export function tableText({ rows }: Pick<Table, 'rows'>, layout: Layout): string[] {
  const cells = rows.map((row) => row.map((cell) => styled(cell, layout.colour)))
  const widths = widthsOf(rows)
  const taken = INDENT + widths.reduce((sum, width) => sum + width + GAP, 0)
  const width = columnsOf(layout)
  if (width - taken < LEAST) return cells.flatMap((row) => below(row, width))
  return cells.flatMap((row) => {
    const head = row.slice(0, -1).map((cell, at) => padded(cell, (widths[at] ?? 0) + GAP))
    const [first = '', ...rest] = wrap(row.at(-1) ?? '', { width, indent: taken, hang: taken })
    return [(' '.repeat(INDENT) + head.join('') + first.slice(taken)).trimEnd(), ...rest]
  })
}

/** Of every column but the last. */
function widthsOf(rows: Phrase[][]): number[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [at, cell] of row.slice(0, -1).entries()) {
      widths[at] = Math.max(widths[at] ?? 0, widthOf(styled(cell, false)))
    }
  }
  return widths
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

function below(row: string[], width: number): string[] {
  const filled = row.filter((cell) => cell !== '')
  const head = filled.slice(0, -1).join('  ')
  if (filled.length < 2) return wrap(filled[0] ?? '', { width, indent: INDENT })
  return [
    ...wrap(head, { width, indent: INDENT }),
    ...wrap(filled.at(-1) ?? '', { width, indent: INDENT + 4, hang: INDENT + 4 }),
  ]
}
