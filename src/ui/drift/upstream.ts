import type { DriftReport } from '../../model/drift-report.ts'
import type { PlanSummary } from '../../model/plan-figures.ts'
import { whatIsDone } from '../plan/totals.ts'
import { lines, type Section } from '../report/report.ts'

/** What an apply would bring, in numbers: "sync plan" names it. */
export function upstream({ changes, selection }: DriftReport): Section {
  const text = changes === null ? NOT_LOOKED_AT : said(changes, selection)
  return { id: 'changes', title: 'What the source would change', weight: 'note', blocks: [lines(text)] }
}

const NOT_LOOKED_AT = 'Not looked at: --only target reads no canonical products.'

function said(summary: PlanSummary, selection: DriftReport['selection']): string {
  const done = whatIsDone({ summary, selection })
  return done === '' ? 'Nothing.' : `${done}. "sync plan" shows it.`
}
