import type { Operation } from '../../model/plan.ts'
import type { PlanCost, RateWindow } from '../../model/plan-figures.ts'
import type { TargetTraits } from '../../model/target.ts'
import { kindNamed, mainKind } from '../../model/target-kinds.ts'

interface Allowance {
  traits: TargetTraits
  windows: RateWindow[]
  /** Share of the windows that this program may use, 0 to 1. */
  share: number
  /** Calls that making the plan took. */
  planReads: number
}

/** What applying costs in calls, and how long the account's windows make it take at least. */
export function estimateCost(operations: Operation[], { traits, windows, share, planReads }: Allowance): PlanCost {
  const existing = operations.filter(
    ({ target_id, kind }) => target_id !== null && kindNamed(traits, kind)?.checked === true,
  )
  const reads = Math.ceil(existing.length / mainKind(traits).page)
  const writes = operations.reduce(
    (sum, { kind, after, action }) => sum + (kindNamed(traits, kind)?.calls(after, action) ?? 1),
    0,
  )
  const { seconds, binding_window } = slowest(reads + writes, windows, share)
  return { plan_reads: planReads, reads, writes, seconds, binding_window }
}

/** How long the windows make so many calls take at least, and which of them does. */
export function slowest(
  calls: number,
  windows: RateWindow[],
  share: number,
): Pick<PlanCost, 'seconds' | 'binding_window'> {
  let seconds = 0
  let binding: RateWindow | null = null
  for (const window of windows) {
    const allowed = Math.max(1, Math.floor(window.limit * share))
    const needed = Math.floor(Math.max(0, calls - 1) / allowed) * window.window_size
    if (binding === null || needed > seconds) {
      seconds = needed
      binding = window
    }
  }
  return { seconds, binding_window: binding }
}
