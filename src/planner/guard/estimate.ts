import type { Operation, PlanCost, RateWindow } from '../../model/plan.ts'

interface Allowance {
  windows: RateWindow[]
  /** Share of the windows that this program may use, 0 to 1. */
  share: number
  /** Products in one page of a read. */
  pageSize: number
  /** Calls that making the plan took. */
  planReads: number
}

/** What applying costs in calls, and how long the account's windows make it take at least. */
export function estimateCost(operations: Operation[], { windows, share, pageSize, planReads }: Allowance): PlanCost {
  const existing = operations.filter(
    ({ target_id, address }) => target_id !== null && /^(product|link)\./.test(address),
  )
  const families = operations.filter(
    ({ address, after }) => address.startsWith('product.') && typeof after.family === 'string',
  )
  const reads = Math.ceil(existing.length / pageSize)
  const writes = operations.length + families.length
  const { seconds, binding_window } = slowest(reads + writes, windows, share)
  return { plan_reads: planReads, reads, writes, seconds, binding_window }
}

function slowest(calls: number, windows: RateWindow[], share: number): Pick<PlanCost, 'seconds' | 'binding_window'> {
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
