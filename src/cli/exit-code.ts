import { BASELINE_CUT } from '../model/target.ts'
import type { ApplyReport } from '../services/apply.ts'

const STOPPED_AS_ASKED = 3
const INTERRUPTED = 130

/** How a run that ended without an error ends the program. */
export function exitCodeOf({ result, notes, ending, tolerated, already }: ApplyReport): number {
  if (already) return 0
  if (notes.some(({ code }) => code === BASELINE_CUT)) return 1
  switch (result.status) {
    case 'complete':
      return 0
    case 'partial':
      return tolerated ? 0 : 1
    case 'stopped':
      return ending === 'failures' ? 1 : STOPPED_AS_ASKED
    case 'interrupted':
      return ending === 'signal' ? INTERRUPTED : 1
  }
}
