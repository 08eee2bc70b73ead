import type { KindTraits } from '../../model/kinds.ts'
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
  const writes = writesFor(operations, traits)
  const weight = windows.some(({ unit }) => unit !== undefined) ? traits.weigh?.(operations) : undefined
  const asked = { calls: reads + writes, ...(weight === undefined ? {} : { weight }) }
  const { seconds, binding_window } = slowest(asked, windows, share)
  return { plan_reads: planReads, reads, writes, ...(weight === undefined ? {} : { weight }), seconds, binding_window }
}

function writesFor(operations: Operation[], traits: TargetTraits): number {
  const alike = Map.groupBy(operations, ({ kind, action }) => `${action}:${kind}`)
  let calls = 0
  for (const some of alike.values()) {
    const [{ kind, action }] = some as [Operation]
    calls += callsFor(some, { kind: kindNamed(traits, kind), action })
  }
  return calls
}

/** Calls for operations of one kind and one action. */
function callsFor(
  operations: Operation[],
  { kind, action }: { kind: KindTraits | null; action: Operation['action'] },
): number {
  if (kind === null) return operations.length
  const each = operations.reduce((sum, { after }) => sum + kind.calls(after, action), 0)
  return Math.ceil(each / (kind.together?.[action] ?? 1))
}

/** What is asked of an account. */
interface Asked {
  calls: number
  /** Of windows that do not count calls, in their unit; absent: nobody knows. */
  weight?: number
}

/** How long the windows make that take at least, and which of them does. */
export function slowest(
  { calls, weight }: Asked,
  windows: RateWindow[],
  share: number,
): Pick<PlanCost, 'seconds' | 'binding_window'> {
  let seconds = 0
  let binding: RateWindow | null = null
  for (const window of windows) {
    const asked = window.unit === undefined ? calls : weight
    if (asked === undefined) continue
    const needed = secondsFor(asked, window, share)
    if (binding === null || needed > seconds) {
      seconds = needed
      binding = window
    }
  }
  return { seconds, binding_window: binding }
}

function secondsFor(asked: number, { limit, window_size, burst }: RateWindow, share: number): number {
  if (burst === undefined) {
    const allowed = Math.max(1, Math.floor(limit * share))
    return Math.floor(Math.max(0, asked - 1) / allowed) * window_size
  }
  const beyond = Math.max(0, asked - burst * share)
  return Math.floor((beyond / Math.max(1, limit * share)) * window_size)
}
