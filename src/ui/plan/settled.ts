import type { Plan } from '../../model/plan.ts'
import type { Section } from '../report/report.ts'
import { heldApart, valuesOn } from './by-resource.ts'
import { differencesOf } from './differences.ts'
import { few } from './left-alone.ts'
import type { Reading } from './reading.ts'

/** Values that stay as people have them, and are no conflict from now on. */
export function settled(plan: Plan, { rows }: Reading): Section[] {
  const { settled: list } = differencesOf(plan)
  if (list.length === 0) return []
  const title = `Settles in favour of the account (live, which stays -> source): ${valuesOn(list)}`
  return [{ id: 'settled', title, weight: 'change', blocks: few(heldApart(list), rows) }]
}
