import { fewOf } from '../../model/counted.ts'
import type { Plan } from '../../model/plan.ts'
import { type Block, lines, type Phrase, type Section } from '../report/report.ts'
import { count } from '../words.ts'
import { fieldName } from './nouns.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** What earlier rules would have given instead. */
export function compared({ compared: found }: Plan, { rows }: Reading): Section | null {
  if (found === undefined) return null
  const { spec, added, gone, changed } = found
  const shown = spread(changed, rows)
  const values = changed.reduce((sum, { fields }) => sum + fields.length, 0)
  const said: Phrase[] = [
    ...(added.length > 0 ? [`Only now: ${fewOf(added, rows)}.`] : []),
    ...(gone.length > 0 ? [`Only by ${spec}: ${fewOf(gone, rows)}.`] : []),
    ...(changed.length > shown.length
      ? [`${count(changed.length - shown.length, 'more operation')} with other values.`]
      : []),
  ]
  const blocks: Block[] = [
    ...shown.map(({ id, fields }): Block => {
      const changes = fields.map(({ field, before, after }) => ({ name: fieldName(field), from: before, to: after }))
      return { is: 'changes', sign: 'change', title: id, changes, more: 0, apart: [`By ${spec}`, 'Now'] }
    }),
    ...(said.length > 0 ? [lines(...said)] : []),
  ]
  const nothing = added.length + gone.length + changed.length === 0
  const what = nothing ? 'nothing differs' : `${count(values, 'other value')}, ${added.length} new, ${gone.length} gone`
  return { id: 'compared', title: `Against the rules of ${spec}: ${what}`, weight: 'note', blocks }
}
