import { fewOf } from '../../model/counted.ts'
import type { Operation } from '../../model/plan.ts'
import type { Block } from '../report/report.ts'
import { count } from '../words.ts'
import { linksOf } from './links.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** New links by relationship, each with what it leads to. */
export function linkBlocks(group: Operation[], { rows }: Reading): Block[] {
  const all = group.map(linksOf)
  return [...Map.groupBy(all, ({ relationship }) => relationship)].map(([relationship, list]) => {
    const shown = spread(list, rows)
    const pairs = list.reduce((sum, { added }) => sum + added.length, 0)
    return {
      is: 'changes',
      sign: 'add',
      title: `${relationship}: ${count(pairs, 'pair')} of ${count(list.length, 'product')}`,
      changes: shown.map(({ source, added }) => ({ name: source, phrase: `-> ${fewOf(added, rows)}` })),
      more: list.length - shown.length,
    }
  })
}
