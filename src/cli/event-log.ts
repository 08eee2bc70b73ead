import type { Emit, Event } from '../model/event.ts'
import type { Log, LogFields } from '../model/log.ts'
import type { OperationOutcome } from '../model/run.ts'

/** Tells the log what happens: each page and operation at `debug`, what did not succeed at `warn`. */
export function eventLog(log: Log): Emit {
  return (event) => {
    if (event.type === 'run.started') log.bind({ run_id: event.run_id })
    if (event.type === 'operation.finished') return logOutcome(log.part('run'), event.outcome)
    const told = LEVELS[event.type]
    if (told === null) return
    const [part, level] = told
    const { type, ...fields } = event
    log.part(part).write(level, type, type === 'run.finished' ? withoutFailures(fields) : fields)
  }
}

/** `null`: whoever does it tells the log more of it. */
const LEVELS = {
  'export.started': ['export', 'info'],
  'export.progress': ['export', 'debug'],
  'export.finished': null,
  'export.failed': ['export', 'warn'],
  'read.started': ['plan', 'info'],
  'read.progress': ['plan', 'debug'],
  'read.finished': ['plan', 'info'],
  'read.failed': ['plan', 'warn'],
  'plan.made': null,
  'run.started': ['run', 'info'],
  'run.progress': ['run', 'debug'],
  'operation.started': ['run', 'debug'],
  'call.waiting': null,
  'process.gauges': ['process', 'debug'],
  'memory.high': ['process', 'warn'],
  'memory.normal': ['process', 'info'],
  'run.paused': ['run', 'warn'],
  'run.finished': ['run', 'info'],
} as const satisfies {
  [type in Exclude<Event['type'], 'operation.finished'>]: readonly [string, 'debug' | 'info' | 'warn'] | null
}

const GOOD: readonly OperationOutcome['outcome'][] = ['succeeded', 'adopted']

/** Baselines are long, and stand in the run's record. */
function logOutcome(log: Log, { former: _, ...outcome }: OperationOutcome): void {
  log.write(GOOD.includes(outcome.outcome) ? 'debug' : 'warn', 'operation.finished', outcome)
}

/** Each of them has its own line. */
function withoutFailures(fields: object): LogFields {
  const { result } = fields as { result: object }
  return { result: { ...result, failures: undefined } }
}
