import type { SystemFigures } from './call.ts'
import type { SHOP } from './edge-names.ts'
import type { WindowUse } from './plan-figures.ts'
import type { OperationOutcome, RunResult } from './run.ts'
import type { CallCounts } from './target.ts'

/** How a shop is read. `found` may be an estimate while a search goes on. */
export type ExportEvent =
  /** `title`: the source, for people; `noun`: what it calls a shop. */
  | { type: 'export.started'; provider: string; title: string; noun: string; [SHOP]: string }
  | { type: 'export.progress'; provider: string; [SHOP]: string; found: number; read: number; calls: number }
  | { type: 'export.finished'; provider: string; [SHOP]: string; items: number; complete: boolean; calls: number }
  | { type: 'export.failed'; provider: string; [SHOP]: string; code: string; message: string }

/** How the target is read. */
export type ReadEvent =
  | { type: 'read.started'; provider: string; title: string }
  /** `what` is read just now, for people; `of` is `null` where nobody says how many there are. */
  | { type: 'read.progress'; what: string; read: number; of: number | null; calls: number }
  | { type: 'read.finished'; resources: { [kind: string]: number }; complete: boolean; calls: number; pace?: ReadPace }
  | { type: 'read.failed' }

/** How quickly the target was read, and what it was asked. */
export interface ReadPace {
  seconds: number
  resources_per_second: number
  systems: SystemFigures[]
}

/** How it stands with this process. Bytes, and milliseconds. */
export type ProcessEvent =
  /** Every few seconds while a command works, and when it ends; the lag is the longest since the last one. */
  | { type: 'process.gauges'; heap_used: number; heap_limit: number; rss: number; event_loop_lag_ms: number }
  /** The heap has grown above the threshold; from now on until it is well below, less is done at once. */
  | { type: 'memory.high'; heap_used: number; threshold: number; heap_limit: number; rss: number }
  | { type: 'memory.normal'; heap_used: number; threshold: number; heap_limit: number; rss: number }

/** What a run has to do of a kind, and how far it was when it began or went on. */
export interface KindWork {
  kind: string
  /** One of them and many, for people. */
  noun: readonly [string, string]
  operations: number
  done: number
  /** Of those that are done. */
  failed: number
  conflict: number
  skipped: number
}

export type RunEvent =
  /** `done`: operations that were final before, when a run goes on. `cost`: what the plan says that it takes. */
  | {
      type: 'run.started'
      run_id: string
      plan_id: string
      /** The target, for people. */
      title: string
      account: string
      operations: number
      done: number
      kinds: KindWork[]
      cost: { calls: number; seconds: number }
    }
  | { type: 'operation.started'; id: string }
  | { type: 'operation.finished'; outcome: OperationOutcome }
  /** Once a second while calls are made. */
  | { type: 'run.progress'; calls: CallCounts; windows: WindowUse[] }
  /** The target is out; the run goes on by itself. `until` is ISO 8601. */
  | { type: 'run.paused'; seconds: number; until: string; reason: string }
  | { type: 'run.finished'; result: RunResult }

/** One thing that happened; only the user interface turns it into words. */
export type Event =
  | ExportEvent
  | ReadEvent
  | RunEvent
  | ProcessEvent
  | { type: 'plan.made'; plan_id: string; operations: number; applyable: boolean }
  /** Calls of a system wait; `until` is ISO 8601. */
  | { type: 'call.waiting'; seconds: number; until: string; reason: string }

export type Emit = (event: Event) => void
