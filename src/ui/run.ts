import type { Diagnostic } from '../model/diagnostic.ts'
import { type Failure, OUTCOMES, type RunEvent, type RunResult } from '../model/run.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { count, duration, line } from './words.ts'

const FEW = 20

const TITLES: { [status in RunResult['status']]: string } = {
  complete: 'Apply complete.',
  partial: 'Apply ended, and not everything was done.',
  stopped: 'Apply stopped as asked.',
  interrupted: 'Apply was interrupted.',
}

/** What became of a run: failures first, totals last. */
export function renderRun(result: RunResult, notes: Diagnostic[]): string[] {
  const { operations, calls, seconds, run_id, status } = result
  const outcomes = OUTCOMES.filter((outcome) => operations[outcome] > 0 || outcome === 'succeeded').map(
    (outcome) => `${operations[outcome].toLocaleString('en-US')} ${outcome}`,
  )
  return [
    ...renderDiagnostics(notes),
    ...failures(result.failures),
    ...[
      `${TITLES[status]} Operations: ${outcomes.join(', ')}.`,
      `Calls: ${count(calls.reads, 'read')}, ${count(calls.writes, 'write')}, ${calls.throttled} throttled, ${calls.retried} retried, in ${duration(seconds)}. Run ${run_id}.`,
      ...advice(result),
    ].map(line),
  ]
}

function failures(list: Failure[]): string[] {
  const lines = list.slice(0, FEW).map(({ address, action, status, code, message, hint }) => {
    const answer = status > 0 ? `${status} ${code}` : code
    return line(`${action}:${address}: ${answer}: ${message} ${hint}`.trim())
  })
  const rest = list.length - FEW
  return rest > 0 ? [...lines, `… and ${count(rest, 'failure')} more; --json lists them all.`] : lines
}

function advice({ status }: RunResult): string[] {
  if (status === 'complete') return []
  return ['Run "sync plan" again: it proposes what is left, and nothing that is done.']
}

const HEARTBEAT_SECONDS = 10

/** A line of progress now and then: at most one every ten seconds, and one for every long wait. */
export function progressLines(now: () => number): (event: RunEvent) => string[] {
  let total = 0
  let done = 0
  let last = now()
  return (event) => {
    if (event.type === 'run.started') total = event.operations
    if (event.type === 'call.waiting') return renderWait({ ...event, now: now() })
    if (event.type !== 'operation.finished') return []
    done += 1
    if (now() - last < HEARTBEAT_SECONDS * 1000) return []
    last = now()
    return [`${done.toLocaleString('en-US')} of ${count(total, 'operation')} done.`]
  }
}

/** A plan is used up by the run that completed it. */
export function renderAlready({ run_id, plan_id }: RunResult): string[] {
  return [line(`Plan ${plan_id} was applied before, by run ${run_id}; nothing was done.`)]
}

/** A wait that is long enough to wonder about, and when it ends. `now`: milliseconds since 1970. */
export function renderWait({ seconds, reason, now }: { seconds: number; reason: string; now: number }): string[] {
  const until = new Date(now + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
  return [line(`Waiting ${duration(seconds)}, until ${until} UTC: ${reason}`)]
}
