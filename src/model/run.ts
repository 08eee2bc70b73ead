import type { SystemFigures } from './call.ts'
import type { FailedCall, RefusedField } from './failed-call.ts'
import type { CallCounts } from './target.ts'

export const OUTCOMES = ['succeeded', 'adopted', 'failed', 'conflict', 'skipped', 'pending'] as const

/** What became of an operation (semantics: executing). Every one but `pending` is final. */
export type Outcome = (typeof OUTCOMES)[number]

export interface OperationOutcome {
  /** The operation's id, `action:address`. */
  id: string
  outcome: Outcome
  /** The target's id of what was written, where there is one. */
  target_id?: string
  /** The target's own time of the write, ISO 8601. */
  modified?: string
  /** Links that were written, by the target's ids: searches may not show them yet. */
  linked?: { relationship: string; targets: string[] }
  /** Links that were removed, likewise. */
  unlinked?: { relationship: string; targets: string[] }
  /** HTTP status, 0 when there was no answer. */
  status?: number
  code?: string
  message?: string
  hint?: string
  attempts?: number
  /** The call that failed, without its status. */
  call?: Omit<FailedCall, 'status'>
  /** The baseline that the resource had before it was written, as a text; `null`: none. Absent where it is not known. */
  former?: string | null
  /** What was written without: images of a product whose upload failed, link targets that are not there. */
  left_out?: string[]
}

/** An operation that failed or met a conflict. What is optional is known where a call failed, or a picture. */
export interface Failure {
  address: string
  action: string
  status: number
  code: string
  message: string
  attempts: number
  hint: string
  system?: string
  operation?: string
  service_code?: string | null
  fields?: RefusedField[]
  request_id?: string | null
  /** The picture that it is about, and where it was to be shown. */
  image?: FailedImage
}

export interface FailedImage {
  url: string
  places: { product: string; slot: string }[]
}

export type RunStatus = 'complete' | 'partial' | 'stopped' | 'interrupted'

/** Why a run ended before its plan was done. */
export interface RunEnding {
  /** `interrupted` by a signal; `budget`, `duration` or `failures` as asked; else what kept the target from going on. */
  code: string
  message: string
  hint: string | null
}

/** The worst that was seen of this process. */
export interface ProcessPeaks {
  /** Bytes. */
  heap_used: number
  /** Bytes that the heap may have. */
  heap_limit: number
  /** Bytes. */
  rss: number
  event_loop_lag_ms: number
}

/** Before any operation was done. */
export function noOutcomes(): RunResult['operations'] {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as RunResult['operations']
}

/** What a run took. */
export interface Spent {
  calls: CallCounts
  seconds: number
  /** What was asked of each system, kind by kind; absent: nobody counted. */
  systems?: SystemFigures[]
}

/** Before anything was done. */
export const NOTHING_SPENT: Spent = { calls: { reads: 0, writes: 0, throttled: 0, retried: 0 }, seconds: 0 }

/** What one command did of a run that several went on with. */
export interface RunPart extends Spent {
  /** Operations that ended in it for good. */
  operations: number
}

/**
 * The result of an apply, as `--json` prints it. The six operation counts add up to the plan's
 * operations; calls and seconds are of the whole run, as far as its parts lived to say theirs.
 */
export interface RunResult extends Spent {
  run_id: string
  plan_id: string
  status: RunStatus
  operations: { [outcome in Outcome]: number }
  /** Of a run that was gone on with: what the last command did of it. */
  part?: RunPart
  failures: Failure[]
  /** Of those that were reached, in the time of the whole run; absent: nobody measured. */
  operations_per_second?: number
  /** The most memory, and the latest turn of the event loop, of the command that ended it; absent: nobody looked. */
  process?: ProcessPeaks
  /** `null` when every operation was reached. */
  ending: RunEnding | null
  /** The command that continues the run, `null` when there is nothing to resume. */
  resume: string | null
}

/** What identifies a run before its first call. */
export interface RunStart {
  run_id: string
  plan_id: string
  account: string
  scope: string
  /** ISO 8601, UTC. */
  started_at: string
  operations: number
  /** The run whose failures this one tries again. */
  retry_of?: string
}

/** What an interrupted run left behind. */
export interface Unfinished {
  /** Final outcomes, by operation. */
  outcomes: ReadonlyMap<string, OperationOutcome>
  /** When calls left whose answers are not known, ISO 8601, by operation. */
  intents: ReadonlyMap<string, string>
  /** What the resources of those calls carried as baselines before, as far as it was known; `null`: none. */
  formers?: ReadonlyMap<string, string | null>
}

/** The text of a baseline that is kept in the state, not on its product; `null`: none any more. */
export interface KeptBaseline {
  text: string | null
  /** True: the product was there already; what is known of it is not replaced. */
  found: boolean
}

/** What earlier runs in this state folder left behind for planning; all of it may be lost without harm. */
export interface Memory {
  /** SKUs of products that runs made here. */
  created: Set<string>
  /** Image URLs that the target could not fetch. */
  deadImages: Set<string>
  /** Links that were last taken off here, by `pairMark`: where one is back, somebody else made it. */
  takenOff: Set<string>
  /**
   * Addresses of what runs began to make here, and of which nobody knows whether it was made whole, or a part of which was
   * refused: what it lacks was never given, and nobody took it away. Absent: there are none.
   */
  begun?: Set<string>
}

/** One link, by the label of its relationship and the ids of both ends. */
export const pairMark = (relationship: string, source: string, target: string): string =>
  JSON.stringify([relationship, source, target])

/** Links that this program made or removed a short while ago. */
export interface RecentLinks {
  /** The source's id. */
  source: string
  /** Label of the relationship. */
  relationship: string
  targets: string[]
  /** They were removed. */
  gone?: true
  /** When they were about to be written, ISO 8601, UTC. */
  at: string
}

/** What was written to an account a short while ago: searches may not show it yet. */
export interface EarlierWrites {
  /** The target's own times of the last writes, by product id, ISO 8601. */
  modified: ReadonlyMap<string, string>
  /** The later ones come later. */
  links: readonly RecentLinks[]
  /** Ids of what was deleted. */
  deleted?: ReadonlySet<string>
}
