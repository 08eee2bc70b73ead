import type { Clock } from '../model/clock.ts'
import { SyncError } from '../model/errors.ts'
import type { RunEnding } from '../model/run.ts'

/** Why a run ends before its plan does: three ways to ask for it, a signal, a target that cannot go on. */
export type Ending = 'budget' | 'duration' | 'failures' | 'signal' | 'target'

/** The reason with which a run's signal is aborted when it ends as its user asked. */
class Stop extends Error {
  readonly ending: Ending

  constructor(ending: Ending) {
    super(`The run ends: ${ending}.`)
    this.name = 'Stop'
    this.ending = ending
  }
}

/** Errors of the journal: nothing more may be written, not even how the run ended. */
const JOURNAL_ERRORS = ['state-unwritable', 'state-damaged', 'state-locked', 'state-unavailable', 'lock-lost']

export function isJournalError(error: unknown): error is SyncError {
  return error instanceof SyncError && JOURNAL_ERRORS.includes(error.code)
}

/** Why a run ended early, `null` when it did not. */
export function endingOf(failure: { error: unknown } | null, signal: AbortSignal): Ending | null {
  if (signal.aborted) return signal.reason instanceof Stop ? signal.reason.ending : 'signal'
  if (failure?.error instanceof SyncError) return failure.error.code === 'budget' ? 'budget' : 'target'
  return null
}

const MESSAGES: { [ending in Ending]: [code: string, message: string] } = {
  budget: ['budget', 'The calls that the run was given are used up.'],
  duration: ['duration', 'The time that the run was given is over.'],
  failures: ['failures', 'More operations failed than are accepted.'],
  signal: ['interrupted', 'The run was interrupted.'],
  target: ['target', 'The target could not go on.'],
}

/** The same for people and programs. */
export function tellEnding(ending: Ending, failure: { error: unknown } | null): RunEnding {
  if (ending === 'target' && failure?.error instanceof SyncError) {
    const { code, message, hints } = failure.error
    return { code, message, hint: hints.join(' ') || null }
  }
  const [code, message] = MESSAGES[ending]
  return { code, message, hint: null }
}

/** Aborts when the outer signal does, or when the run itself has a reason to end. */
export function createStop(outer: AbortSignal): { signal: AbortSignal; end(ending: Ending): void } {
  const inner = new AbortController()
  return {
    signal: AbortSignal.any([outer, inner.signal]),
    end: (ending) => inner.abort(new Stop(ending)),
  }
}

/** Ends after so many milliseconds, whatever the clock on the wall does. The returned function calls it off. */
export function stopAfter(milliseconds: number, clock: Clock, stop: AbortController): () => void {
  const off = new AbortController()
  clock.sleep(milliseconds, off.signal).then(
    () => stop.abort(new Stop('duration')),
    () => undefined,
  )
  return () => off.abort()
}
