import type { Plan } from '../../model/plan.ts'
import type { Phrase, Section } from '../report/report.ts'
import { summaryOf } from './creations.ts'
import { type FieldChange, fieldsIn, fieldsOf } from './fields.ts'
import { termsOf } from './group.ts'
import { counted, fieldName } from './nouns.ts'

/** Parts that go while what they are a part of stays: each with what it held. */
export function removedParts(plan: Plan): Section {
  const terms = termsOf(plan)
  const removed = plan.operations.flatMap((operation) =>
    fieldsOf(operation).flatMap((change) =>
      change.part === undefined ? [] : [{ operation, change, part: change.part }],
    ),
  )
  const nouns = Map.groupBy(removed, ({ change }) => nounOf(change))
  const title = [...nouns].map(([noun, { length }]) => counted(noun, length)).join(', ')
  const rows = removed.map(({ operation, change, part }) => {
    const { from } = change
    const held = typeof from === 'object' && !Array.isArray(from) ? from : null
    return [operation.key, `${nounOf(change)} ${part}`, `with ${summaryOf(fieldsIn(held), terms)}`]
  })
  return {
    id: 'removed-parts',
    title: `Removes ${title}`,
    weight: 'alarm',
    blocks: rows.length === 0 ? [] : [{ is: 'table', columns: ['Of', 'Removed', 'Holds'], rows, more: 0 }],
  }
}

/** `removes variant S-1`; `null` for every other change. */
export function removalPhrase(change: FieldChange): Phrase | null {
  return change.part === undefined ? null : [{ text: `removes ${nounOf(change)} ${change.part}`, tone: 'remove' }]
}

/** Parts are called as the group that they stand in. */
function nounOf({ pointer }: FieldChange): string {
  const group = groupOf({ pointer })
  return group.endsWith('s') ? group.slice(0, -1) : group
}

/** The name of the group that a part stands in. */
export function groupOf({ pointer }: Pick<FieldChange, 'pointer'>): string {
  return fieldName(pointer.slice(0, pointer.indexOf('/', 1)))
}
