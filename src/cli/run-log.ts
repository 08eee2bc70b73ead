import type { Log, LogFields } from '../model/log.ts'
import type { Emit, OperationOutcome, RunEvent } from '../model/run.ts'

/** Tells the log what happens in a run: each operation at `debug`, what did not succeed at `warn`. */
export function runLog(log: Log): Emit {
  const run = log.part('run')
  return (event) => {
    if (event.type === 'run.started') log.bind({ run_id: event.run_id })
    if (event.type === 'operation.finished') return logOutcome(run, event.outcome)
    const { type, ...fields } = event
    run.write(LEVELS[type], type, type === 'run.finished' ? withoutFailures(fields) : fields)
  }
}

const LEVELS = {
  'run.started': 'info',
  'operation.started': 'debug',
  'call.waiting': 'info',
  'run.paused': 'warn',
  'run.finished': 'info',
} as const satisfies { [type in Exclude<RunEvent['type'], 'operation.finished'>]: string }

const GOOD: readonly OperationOutcome['outcome'][] = ['succeeded', 'adopted']

/** Baselines are long, and stand in the run's record. */
function logOutcome(log: Log, { former: _, ...outcome }: OperationOutcome): void {
  log.write(GOOD.includes(outcome.outcome) ? 'debug' : 'warn', 'operation.finished', outcome)
}

/** Each of them has its own line. */
function withoutFailures(fields: Omit<RunEvent, 'type'>): LogFields {
  const { result } = fields as { result: object }
  return { result: { ...result, failures: undefined } }
}
