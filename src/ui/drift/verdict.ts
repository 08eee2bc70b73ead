import { numberOfChanges } from '../../model/changed-by-people.ts'
import type { DriftReport } from '../../model/drift-report.ts'
import { grouped } from '../../model/figures.ts'
import { count } from '../words.ts'

/** The answer in one sentence. It never says that there is no drift where something was not looked at. */
export function verdictOf(report: DriftReport): string {
  const { compared, owned, complete } = report.coverage
  const rest = complete ? '' : ' Not everything is covered.'
  if (numberOfChanges(report) > 0) return `Drift: ${sorts(report).join(', ')}.${rest}`
  if (!complete)
    return `No change found on the ${grouped(compared)} of ${count(owned, 'product')} that were compared.${rest}`
  return owned === 0 ? 'No drift: nothing of ours is in what this covers.' : `No drift in ${count(owned, 'product')}.`
}

function sorts({ drift, conflicts, deleted, renamed, definitions }: DriftReport): string[] {
  const { length: lost } = definitions
  return [
    ...(drift.length > 0 ? [`${count(drift.length, 'value')} changed by people`] : []),
    ...(conflicts.length > 0 ? [`${count(conflicts.length, 'value')} in conflict`] : []),
    ...(deleted.length > 0 ? [`${count(deleted.length, 'product')} deleted`] : []),
    ...(renamed.length > 0 ? [`${count(renamed.length, 'product')} renamed`] : []),
    ...(lost > 0 ? [`${count(lost, 'definition')} renamed or deleted`] : []),
  ]
}
