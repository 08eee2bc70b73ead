import type { Plan } from '../../model/plan.ts'
import type { Report } from '../report/report.ts'
import { alarms } from './alarms.ts'
import { changes } from './changes.ts'
import { headOf } from './head.ts'
import { notes } from './notes.ts'
import type { Reading } from './reading.ts'
import { closingOf } from './totals.ts'

/** A plan in the order in which a reviewer needs it: what matters most, what changes, what is left alone, the totals last. */
export function reviewPlan(plan: Plan, reading: Reading): Report {
  return {
    title: `Plan for ${plan.workspace.scope}`,
    ids: { plan_id: plan.plan_id },
    head: headOf(plan),
    sections: [...alarms(plan, reading), ...changes(plan, reading), ...notes(plan, reading)],
    closing: closingOf(plan),
  }
}
