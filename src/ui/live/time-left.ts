import { doneOf, type Reading, type RunView, type Wait } from './view.ts'

/** A guess counts as much as so many operations that were really done. */
const TRUST = 20
/** Fewer say nothing about the rest. */
const FEW = 3
/** Milliseconds. */
const SOON = 2000

/**
 * Seconds that a run still takes: its own pace so far, without waits, with the plan's estimate for the first operations; never
 * less than the windows of calls make the rest take. `null` while nobody can know.
 */
export function runSecondsLeft(run: RunView, wait: Wait | null, now: number): number | null {
  const done = doneOf(run)
  const left = run.operations - done
  const fresh = done - run.earlier
  if (left === 0) return 0
  const waiting = wait !== null && wait.until > now
  const pause = waiting ? (wait.until - now) / 1000 : 0
  const idle =
    run.waited + (wait === null ? 0 : Math.max(0, Math.min(now, wait.until) - Math.max(run.began, wait.from)))
  const seconds = Math.max(0, now - run.began - idle) / 1000
  const guess = run.cost.seconds / Math.max(1, run.operations)
  if (guess === 0 && (fresh < FEW || now - run.began < SOON)) return null
  const trust = guess === 0 ? 0 : TRUST
  const each = (seconds + trust * guess) / (fresh + trust)
  const byQuota = secondsByQuota(run, (left * run.cost.calls) / Math.max(1, run.operations))
  return Math.max(pause + left * each, byQuota)
}

/** What the windows make so many further calls take. */
function secondsByQuota({ windows }: RunView, calls: number): number {
  const each = windows.map(({ unit, limit, window_size, used }) => {
    // What else is counted than calls is in the plan's estimate, and in the pace.
    if (unit !== undefined) return 0
    const beyond = calls - Math.max(0, limit - used)
    return beyond <= 0 ? 0 : (beyond / limit) * window_size
  })
  return Math.max(0, ...each)
}

/** Seconds that a reading still takes at its own pace; `null` while nobody can know. */
export function readingSecondsLeft({ read, of, began }: Reading, now: number): number | null {
  if (of === null || read === 0 || now - began < SOON) return null
  return Math.max(0, ((of - read) / read) * ((now - began) / 1000))
}

/** So coarse that it does not flicker: five seconds below a minute, half minutes below ten, minutes above. */
export function settled(seconds: number): number {
  const step = seconds < 60 ? 5 : seconds < 600 ? 30 : 60
  return Math.max(5, Math.ceil(seconds / step) * step)
}
