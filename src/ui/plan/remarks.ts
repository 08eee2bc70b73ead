import type { Diagnostic } from '../../model/diagnostic.ts'
import { grouped } from '../../model/figures.ts'
import type { Plan } from '../../model/plan.ts'
import { renderDiagnostics } from '../diagnostics.ts'
import { type Block, lines, type Section } from '../report/report.ts'
import { count } from '../words.ts'
import { isFirst } from './first-of-all.ts'
import { type Reading, remarkKey } from './reading.ts'

/** What the steps of planning remarked; what an earlier plan showed is counted. */
export function remarks(plan: Plan, { rows, seen }: Reading): Section | null {
  const diagnostics = plan.diagnostics.filter((entry) => !isFirst(entry))
  if (diagnostics.length === 0) return null
  const fresh = diagnostics.filter((entry) => !seen.has(remarkKey(entry)))
  const title = count(diagnostics.length, 'remark')
  if (fresh.length === 0)
    return { id: 'remarks', title: `${title}, as before (--details shows them)`, weight: 'note', blocks: [] }
  const before = diagnostics.length - fresh.length
  const known =
    before === 0
      ? []
      : [lines(`${count(before, 'of them was', 'of them were')} shown by an earlier plan; --details shows all.`)]
  return { id: 'remarks', title, weight: 'note', blocks: [...byCode(fresh, rows), ...known] }
}

function byCode(list: Diagnostic[], rows: number): Block[] {
  return [...Map.groupBy(list, ({ code }) => code).values()].map((group) => {
    const rest = group.length - rows
    const more = rest > 0 ? [`… and ${grouped(rest)} more`] : []
    return lines(...renderDiagnostics(group.slice(0, rows)), ...more)
  })
}
