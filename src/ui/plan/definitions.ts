import type { Operation } from '../../model/plan.ts'
import { type Block, lines } from '../report/report.ts'
import { valueText } from '../values/value-text.ts'
import type { Reading } from './reading.ts'

/** Definitions by their labels; with all that is known of each in a detailed view. */
export function definitions(group: Operation[], { details }: Reading): Block[] {
  if (!details) return [lines(group.map(({ key }) => key).join(', '))]
  const rows = group.map(({ key, after }) => [
    key,
    Object.entries(after)
      .map(([field, value]) => `${field} ${valueText(value)}`)
      .join(', '),
  ])
  return [{ is: 'table', columns: ['Label', 'Definition'], rows, more: 0 }]
}
