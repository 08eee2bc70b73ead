import type { DriftReport } from '../../model/drift-report.ts'
import { isEmpty } from '../../model/json.ts'
import type { Conflict, Drift } from '../../model/plan.ts'
import { valuesOn } from '../plan/by-resource.ts'
import { fieldName, keyOf } from '../plan/nouns.ts'
import { type Changes, quiet, type Section } from '../report/report.ts'
import { valueText } from '../values/value-text.ts'

const APART: [string, string] = ['Last written', 'In the account']

/** Values that people changed, and that the source has not. */
export function drifted({ drift }: DriftReport): Section | null {
  return section(drift, { id: 'drift', title: 'Changed by people (last written -> live)', note: driftNote })
}

/** Values that the source has changed since as well. */
export function conflicting({ conflicts }: DriftReport): Section | null {
  const title = 'Changed by people and by the source (last written -> live)'
  return section(conflicts, { id: 'conflicts', title, note: sourceNote })
}

interface About<T> {
  id: string
  title: string
  note: (entry: T) => string | undefined
}

function section<T extends Drift | Conflict>(list: T[], { id, title, note }: About<T>): Section | null {
  if (list.length === 0) return null
  const blocks = [...Map.groupBy(list, ({ address }) => address)].map(
    ([address, entries]): Changes => ({
      is: 'changes',
      sign: 'change',
      title: keyOf(address),
      changes: entries.map((entry) => change(entry, note(entry))),
      apart: APART,
      more: 0,
    }),
  )
  return { id, title: `${title}: ${valuesOn(list)}`, weight: 'alarm', blocks }
}

/** What was last written is not always known: then only what is there now is told. */
function change({ field, last_written, live }: Drift | Conflict, note: string | undefined): Changes['changes'][number] {
  const name = fieldName(field)
  if (isEmpty(last_written)) {
    const said = note === undefined ? '' : `; ${note}`
    return { name, phrase: [valueText(live), quiet(` (what was last written is not known${said})`)] }
  }
  return { name, from: last_written, to: live, ...(note === undefined ? {} : { note }) }
}

function driftNote({ decision }: Drift): string | undefined {
  return decision === 'overwritten' ? 'the next apply overwrites it' : undefined
}

function sourceNote({ desired }: Conflict): string {
  return `the source says ${valueText(desired)}`
}
