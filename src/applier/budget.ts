import type { ApplyOptions } from './options.ts'

/** Most operations need two calls at most; one that is running may still need both. */
const CALLS_EACH = 2

/** True when the calls that are left might not be enough for one more operation. */
export function isSpent(
  { budget, target }: ApplyOptions,
  before: { reads: number; writes: number },
  running: number,
): boolean {
  if (budget === undefined) return false
  const now = target.calls()
  const left = budget - (now.reads - before.reads) - (now.writes - before.writes)
  return running === 0 ? left < 1 : left < CALLS_EACH * (running + 1)
}
