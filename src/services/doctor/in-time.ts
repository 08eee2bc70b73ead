import { type Check, failed, failedBy } from '../../model/check.ts'
import type { Clock } from '../../model/clock.ts'
import { SyncError } from '../../model/errors.ts'
import type { Group } from './group.ts'

/** Milliseconds that one system has for everything. */
const PATIENCE_MS = 60_000

/** The checks of a group. Whatever it throws is a finding too, and one that never answers is left. @throws what is no finding */
export async function* inTime(group: Group, clock: Clock, signal: AbortSignal): AsyncGenerator<Check> {
  const late = new AbortController()
  const done = new AbortController()
  const timer = clock.sleep(PATIENCE_MS, done.signal).then(
    () => late.abort(new DOMException('Too late.', 'TimeoutError')),
    () => undefined,
  )
  try {
    yield* group.checks(AbortSignal.any([signal, late.signal]))
  } catch (error) {
    signal.throwIfAborted()
    if (late.signal.aborted) yield tooLate(group)
    else if (error instanceof SyncError) yield failedBy('open', error)
    else throw error
  } finally {
    done.abort()
    await timer
  }
}

function tooLate({ title }: Group): Check {
  const message = `${title}: not everything was answered within ${PATIENCE_MS / 1000} seconds.`
  return failed(
    'answer',
    message,
    'Check the network, and whether other programs use up the allowance; then try again.',
  )
}
