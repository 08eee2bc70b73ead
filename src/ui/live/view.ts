import { SHOP } from '../../model/edge-names.ts'
import type { Event, KindWork } from '../../model/event.ts'
import type { WindowUse } from '../../model/plan-figures.ts'
import type { OperationOutcome, RunStatus } from '../../model/run.ts'
import type { CallCounts } from '../../model/target.ts'

/** All that a watcher sees, made of events alone. Times are milliseconds since 1970. */
export interface View {
  /** In the order in which they began. */
  readings: readonly Reading[]
  run: RunView | null
  wait: Wait | null
}

/** A shop or the target, being read. */
export interface Reading {
  key: string
  name: string
  /** What is counted, for people. */
  what: string
  began: number
  ended: number | null
  read: number
  /** `null` where nobody says how many there are. */
  of: number | null
  calls: number
  state: 'going' | 'done' | 'incomplete' | 'failed'
}

export interface RunView {
  run_id: string
  title: string
  account: string
  began: number
  ended: number | null
  /** Of the whole plan, and of those what was done when this command began. */
  operations: number
  earlier: number
  kinds: readonly KindWork[]
  cost: { calls: number; seconds: number }
  calls: CallCounts
  windows: readonly WindowUse[]
  /** The latest, oldest first. */
  failures: readonly OperationOutcome[]
  /** Milliseconds of waits that are over. */
  waited: number
  status: RunStatus | null
}

export interface Wait {
  reason: string
  from: number
  until: number
}

export const NOTHING_YET: View = { readings: [], run: null, wait: null }

const MOST_FAILURES = 3

/** What is to be seen after one more event. */
export function seen(view: View, event: Event, at: number): View {
  const now = awake(view, at)
  switch (event.type) {
    case 'export.started':
    case 'read.started':
      return { ...now, readings: [...now.readings.filter(({ key }) => key !== keyOf(event)), begun(event, at)] }
    case 'export.progress':
    case 'export.finished':
    case 'export.failed':
    case 'read.progress':
    case 'read.finished':
    case 'read.failed':
      return { ...now, readings: now.readings.map((one) => (one.key === keyOf(event) ? further(one, event, at) : one)) }
    case 'call.waiting':
    case 'run.paused':
      return { ...now, wait: { reason: event.reason, from: at, until: at + event.seconds * 1000 } }
    case 'run.started':
      return { ...now, run: newRun(event, at) }
    case 'plan.made':
    case 'operation.started':
    case 'process.gauges':
    case 'memory.high':
    case 'memory.normal':
      return now
    default:
      return now.run ? { ...now, run: along(now.run, event, at) } : now
  }
}

/** Something happens again, so a wait is over, if it ended. */
function awake(view: View, at: number): View {
  const { wait, run } = view
  if (wait === null || at < wait.until) return view
  return { ...view, wait: null, run: run && { ...run, waited: run.waited + waitedIn(run, wait) } }
}

function waitedIn({ began }: RunView, { from, until }: Wait): number {
  return Math.max(0, until - Math.max(began, from))
}

type Start = Extract<Event, { type: 'export.started' | 'read.started' }>
type Step = Extract<Event, { type: `export.${string}` | `read.${string}` }>

function keyOf(event: Step): string {
  return SHOP in event ? `${event.provider}/${event[SHOP]}` : ''
}

function begun(event: Start, at: number): Reading {
  const isShop = event.type === 'export.started'
  return {
    key: keyOf(event),
    name: isShop ? `${event.title} ${event[SHOP]}` : event.title,
    what: isShop ? 'listings' : '',
    ...{ began: at, ended: null, read: 0, of: null, calls: 0, state: 'going' },
  }
}

function further(reading: Reading, event: Step, at: number): Reading {
  switch (event.type) {
    case 'export.progress':
      return { ...reading, read: event.read, of: event.found, calls: event.calls }
    case 'read.progress':
      return { ...reading, what: event.what, read: event.read, of: event.of, calls: event.calls }
    case 'export.finished':
      return { ...reading, ...ended(event, at), read: event.items, of: event.items }
    case 'read.finished':
      return { ...reading, ...ended(event, at) }
    case 'export.failed':
    case 'read.failed':
      return { ...reading, ended: at, state: 'failed' }
    default:
      return reading
  }
}

function ended({ complete, calls }: { complete: boolean; calls: number }, at: number) {
  return { ended: at, calls, state: complete ? ('done' as const) : ('incomplete' as const) }
}

function newRun(event: Extract<Event, { type: 'run.started' }>, at: number): RunView {
  const { run_id, title, account, operations, done, kinds, cost } = event
  return {
    ...{ run_id, title, account, operations, kinds, cost },
    ...{ began: at, ended: null, earlier: done, windows: [], failures: [], waited: 0, status: null },
    calls: { reads: 0, writes: 0, throttled: 0, retried: 0 },
  }
}

type Happening = Extract<Event, { type: 'operation.finished' | 'run.progress' | 'run.finished' }>

function along(run: RunView, event: Happening, at: number): RunView {
  if (event.type === 'run.progress') return { ...run, calls: event.calls, windows: event.windows }
  if (event.type === 'run.finished') return { ...run, ended: at, status: event.result.status }
  const { outcome } = event
  const name = kindOf(outcome.id)
  const bad = badOf(outcome)
  const kinds = run.kinds.map((kind) =>
    kind.kind === name ? { ...kind, done: kind.done + 1, ...more(kind, bad) } : kind,
  )
  return { ...run, kinds, failures: bad === null ? run.failures : [...run.failures, outcome].slice(-MOST_FAILURES) }
}

/** What a person has to look at later. */
export const BAD = ['failed', 'conflict', 'skipped'] as const
type Bad = (typeof BAD)[number]

function badOf({ outcome }: OperationOutcome): Bad | null {
  return BAD.find((bad) => bad === outcome) ?? null
}

function more(kind: KindWork, bad: Bad | null): Partial<KindWork> {
  return bad === null ? {} : { [bad]: kind[bad] + 1 }
}

/** Of `action:kind.key`. */
function kindOf(id: string): string {
  const start = id.indexOf(':') + 1
  return id.slice(start, id.indexOf('.', start))
}

/** True while anything is read or applied. */
export function underWay({ readings, run }: View): boolean {
  return (run !== null && run.ended === null) || readings.some(({ ended }) => ended === null)
}

/** Operations of the run that are done. */
export function doneOf({ kinds }: RunView): number {
  return kinds.reduce((sum, { done }) => sum + done, 0)
}

/** What went wrong in all kinds together. */
export function totalsOf({ kinds }: RunView): { [bad in Bad]: number } {
  const total = (bad: Bad): number => kinds.reduce((sum, kind) => sum + kind[bad], 0)
  return { failed: total('failed'), conflict: total('conflict'), skipped: total('skipped') }
}
