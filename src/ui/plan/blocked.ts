import { fewOf } from '../../model/counted.ts'
import type { Blocked, Plan } from '../../model/plan.ts'
import { type Block, lines, type Section, strong } from '../report/report.ts'
import { count } from '../words.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** What is held back, by its code and what to do about it; the same reason is told once, with everything that it holds back. */
export function blocked({ blocked: list }: Plan, { rows }: Reading): Section | null {
  if (list.length === 0) return null
  const groups = [...Map.groupBy(list, ({ code }) => code).values()].flatMap((ofCode) => [
    ...Map.groupBy(ofCode, ({ hint }) => hint).values(),
  ])
  const title = `Blocked: ${count(list.length, 'operation')}`
  return { id: 'blocked', title, weight: 'note', blocks: groups.flatMap((group) => told(group, rows)) }
}

function told(group: Blocked[], rows: number): Block[] {
  const [{ code = '', message = '', hint = '' } = {}] = group
  const head = strong(`${code}: `)
  const ids = group.map(({ id }) => id)
  if (group.every((entry) => entry.message === message))
    return [lines([head, `${message} ${hint}`], `  ${fewOf(ids, rows)}`)]
  const shown = spread(group, rows)
  const table = shown.map(({ id, message }) => [id, message])
  const columns = ['Operation', 'Why']
  const more = group.length - shown.length
  return [lines([head, `${count(group.length, 'operation')}. ${hint}`]), { is: 'table', columns, rows: table, more }]
}
