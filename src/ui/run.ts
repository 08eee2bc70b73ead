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

const ENDED_EARLY = 'Apply ended before its plan was done, for the reason above.'

interface Report {
  result: RunResult
  notes: Diagnostic[]
}

/** @param retry The command that tries its failures again. */
export function renderApplied(report: Report & { already: boolean }, retry: string): string[] {
  return report.already ? renderAlready(report.result) : renderRun(report, retry)
}

/** What became of a run: failures first, totals last. */
function renderRun({ result, notes }: Report, retry: string): string[] {
  const { calls, seconds, run_id } = result
  return [
    ...renderDiagnostics(notes),
    ...failures(result.failures),
    ...[
      `${titleOf(result)} Operations: ${outcomeCounts(result.operations)}.`,
      `Calls: ${count(calls.reads, 'read')}, ${count(calls.writes, 'write')}, ${calls.throttled} throttled, ${calls.retried} retried, in ${duration(seconds)}. Run ${run_id}.`,
      ...advice(result, retry),
    ].map(line),
  ]
}

/** A run that its target ended was not interrupted by anybody. */
function titleOf({ status, ending }: RunResult): string {
  return status === 'interrupted' && ending && ending.code !== 'interrupted' ? ENDED_EARLY : TITLES[status]
}

/** `12 succeeded, 1 failed`. */
export function outcomeCounts(operations: RunResult['operations']): string {
  return OUTCOMES.filter((outcome) => operations[outcome] > 0 || outcome === 'succeeded')
    .map((outcome) => `${operations[outcome].toLocaleString('en-US')} ${outcome}`)
    .join(', ')
}

function failures(list: Failure[]): string[] {
  const lines = list.slice(0, FEW).map(renderFailure)
  const rest = list.length - FEW
  return rest > 0 ? [...lines, `… and ${count(rest, 'failure')} more; --json lists them all.`] : lines
}

export function renderFailure({ address, action, status, code, message, hint, attempts }: Failure): string {
  const answer = status > 0 ? `${status} ${code}` : code
  const tries = attempts > 1 ? ` (${attempts} attempts)` : ''
  return line(`${action}:${address}: ${answer}: ${message}${tries} ${hint}`.trim())
}

/** What goes on from here, by exact commands. */
function advice(
  { operations, resume, run_id }: Pick<RunResult, 'operations' | 'resume' | 'run_id'>,
  retry: string,
): string[] {
  const { failed, skipped, conflict, pending } = operations
  if (resume !== null) {
    return [`${count(pending, 'operation')} of run ${run_id} ${pending === 1 ? 'is' : 'are'} left. To go on: ${resume}`]
  }
  return [
    ...(failed + skipped > 0
      ? [
          `${count(failed, 'failure')} and ${skipped.toLocaleString('en-US')} skipped are kept in run ${run_id}. To try them again: ${retry}`,
        ]
      : []),
    ...(conflict > 0
      ? [`${count(conflict, 'object')} changed since the plan: run "sync plan" again, which shows what is different.`]
      : []),
  ]
}

const HEARTBEAT_SECONDS = 10

/** A line of progress now and then: at most one every ten seconds, and one for every long wait. */
export function progressLines(now: () => number): (event: RunEvent) => string[] {
  let total = 0
  let done = 0
  let last = now()
  return (event) => {
    if (event.type === 'run.started') {
      total = event.operations
      done = event.done
      return renderStart(event)
    }
    if (event.type === 'run.paused') return renderPause(event)
    if (event.type === 'call.waiting') return renderWait({ ...event, now: now() })
    if (event.type !== 'operation.finished') return []
    done += 1
    if (now() - last < HEARTBEAT_SECONDS * 1000) return []
    last = now()
    return [`${done.toLocaleString('en-US')} of ${count(total, 'operation')} done.`]
  }
}

type Event<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

function renderStart({ run_id, operations, done }: Event<'run.started'>): string[] {
  if (done === 0) return []
  return [line(`Run ${run_id} goes on: ${done.toLocaleString('en-US')} of ${count(operations, 'operation')} are done.`)]
}

function renderPause({ seconds, until, reason }: Event<'run.paused'>): string[] {
  return [line(`${reason} The run pauses for ${duration(seconds)}, until ${clockTime(until)} UTC, and then goes on.`)]
}

function clockTime(time: string): string {
  return time.slice(11, 19)
}

export function renderLockWait({
  command,
  host,
  pid,
  since,
}: {
  command: string
  host: string
  pid: number
  since: string
}): string[] {
  return [line(`Waiting for another run to end: "${command}" (process ${pid} on ${host}, since ${since}).`)]
}

/** A plan is used up by the run that completed it. */
function renderAlready({ run_id, plan_id }: RunResult): string[] {
  return [line(`Plan ${plan_id} was applied before, by run ${run_id}; nothing was done.`)]
}

/** Later ones cannot be written. */
const LAST_TIME = 8.64e15

/** A wait that is long enough to wonder about, and when it ends. `now`: milliseconds since 1970. */
export function renderWait({ seconds, reason, now }: { seconds: number; reason: string; now: number }): string[] {
  const until = new Date(Math.min(now + seconds * 1000, LAST_TIME)).toISOString().slice(0, 19).replace('T', ' ')
  return [line(`Waiting ${duration(seconds)}, until ${until} UTC: ${reason}`)]
}
