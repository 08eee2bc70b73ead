import type { Plan } from '../model/plan.ts'
import { differences, drift, unadopted } from './plan-differences.ts'
import { gone, stale } from './plan-gone.ts'
import { blocked, diagnostics } from './plan-remarks.ts'
import { ambiguous, unmatched } from './plan-unlinked.ts'
import { line } from './words.ts'

/** What a reviewer must know besides the operations: grouped, the first few of each group. */
export function renderFindings(plan: Plan): string[] {
  const sections = [
    section(unadopted(plan)),
    section(
      differences(
        'Conflicts, changed on both sides and held back:',
        plan.conflicts.filter(({ kind }) => kind === 'both-moved'),
      ),
    ),
    section(drift(plan)),
    section(
      differences(
        'Kept, because people may refine these fields:',
        plan.conflicts.filter(({ kind }) => kind === 'kept'),
      ),
    ),
    section(blocked(plan)),
    section(gone(plan)),
    section(stale(plan)),
    section(ambiguous(plan)),
    section(unmatched(plan)),
    section(diagnostics(plan)),
  ]
  return sections.flat()
}

function section(lines: string[]): string[] {
  return lines.length === 0 ? [] : [...lines.map(line), '']
}
