import type { Clock } from './clock.ts'
import type { Finding } from './earlier.ts'
import type { ExportHeader } from './export.ts'
import type { Fields } from './fields.ts'
import type { Json } from './json.ts'
import type { KeptQuality } from './quality.ts'
import type { QuotaMemory } from './quota.ts'
import type {
  EarlierWrites,
  KeptBaseline,
  Memory,
  OperationOutcome,
  Outcome,
  RunResult,
  RunStart,
  Unfinished,
} from './run.ts'

/**
 * What this program knows of an account from one process to the next, wherever it is kept. Nothing here touches a disk
 * before its promise does, and every promise may fail with a SyncError that says what is wrong with the place.
 */
export interface State {
  /** Where the folders of runs, exports and snapshots lie. */
  readonly folder: string
  readonly runs: Runs
  readonly lock: LockStore
  readonly memory: WriteMemory
  readonly exports: ExportMemory
  readonly remarks: RemarkMemory
  readonly findings: FindingMemory
  readonly quality: QualityMemory
  quota(clock: Clock): QuotaMemory
  journal(options: JournalOptions): Journal
  /** Looks whether it can be used, which everything else does by itself. */
  open(): Promise<void>
  /** Looks at everything that is kept. Fails when something else is in its place, or it is out of reach. */
  condition(): Promise<Condition>
  /** Puts a new one in the place of what is damaged or lost; gives where the former is kept, `null` when there was none. */
  replace(findings: Findings, clock: Clock): Promise<string | null>
  close(): Promise<void>
}

export type Condition = 'whole' | 'missing' | 'damaged'

export interface JournalOptions {
  clock: Clock
  /** The lock that has to be in force whenever something is written. */
  lock?: LockHold
}

/** Where a run is written down as it happens. */
export interface Journal {
  begin(run: RunStart): Promise<void>
  /** Goes on with a run that was begun earlier. */
  resume(run: RunStart): Promise<void>
  /**
   * Resolves when the intents are durable; no call may leave before. Those that wait at the same time share one commit.
   * `former`: the baseline that the resource carries until then, where it can carry one; kept with the intent.
   * @throws LockedError when the lock is somebody else's by now
   */
  intend(operations: readonly string[], former?: string | null): Promise<void>
  /**
   * Durable with the next intent, `flush` or `end`, and soon in any case; lost in a crash, it is found out by asking the
   * target. `written`: the resource with a baseline that was written.
   */
  conclude(outcome: OperationOutcome, written?: Written): void
  /** An image address that the target could not fetch. */
  deadImage(url: string): void
  livingImage(url: string): void
  /** Resolves when everything is durable that was concluded. */
  flush(): Promise<void>
  end(result: RunResult): Promise<void>
}

/** A resource that carries a baseline, and what is known of it since an operation wrote it. */
export interface Written {
  key: string
  /** True when the operation was to make it. */
  created: boolean
  /** True when the operation was to delete it: nothing is remembered of it afterwards. */
  removed?: boolean
  /** Its fields as they were sent, once they are stored. */
  fields?: Fields | undefined
  /** What is kept of it here, when it cannot be kept on the resource. */
  baseline?: KeptBaseline | undefined
}

export interface Runs {
  /** All of them, oldest first. */
  list(): Promise<KnownRun[]>
  any(): Promise<boolean>
  find(runId: string): Promise<KnownRun | null>
  /** Those that have something left to do and may go on, oldest first. */
  open(): Promise<KnownRun[]>
  /** The latest that carried out all of a plan. */
  completed(planId: string, account: string): Promise<KnownRun | null>
  /** Outcomes and open intents. */
  unfinished(runId: string): Promise<Unfinished>
  /** A superseded run cannot go on: the plan that came after it was made without it. `at`: ISO 8601, UTC. */
  supersede(runId: string, by: string, at: string): Promise<void>
  /** What happened in a run, from the first number after `after` on; the numbers of a run have no gap. */
  events(runId: string, after: number, most: number): Promise<StoredEvent[]>
}

/** A run as the journal tells it. */
export interface KnownRun extends RunStart {
  /** `null`: it is under way, or was cut off. */
  status: RunResult['status'] | 'superseded' | null
  ended_at: string | null
  superseded_by: string | null
  /** Counted from the journal; what has no final outcome is pending. */
  counts: { [outcome in Outcome]: number }
  /** What its last end said, `null` when it never ended. */
  result: RunResult | null
}

/** True for a run that has something left to do and may go on. */
export function isUnfinished({ status, counts, ended_at }: KnownRun): boolean {
  return status !== 'superseded' && (counts.pending > 0 || ended_at === null)
}

/** An event of a run, numbered from 1 on without a gap, and never seen before what it tells is durable. */
export interface StoredEvent {
  seq: number
  /** ISO 8601, UTC. */
  at: string
  type: 'run.started' | 'operation.finished' | 'run.finished' | 'run.superseded'
  /** Of `operation.finished`. */
  operation: string | null
  /** Of `operation.finished`; the status of `run.finished`; the run that came after one of `run.superseded`. */
  outcome: string | null
}

/** Who holds the lock of a state. */
export interface LockHolder {
  lock_id: string
  host: string
  pid: number
  /** The command line, for people. */
  command: string
  /** ISO 8601, UTC. */
  since: string
}

/** What proves that the lock is one's own. */
export interface LockHold {
  lock_id: string
  /** Grows with every holder; one that no longer has the number in force writes nothing. */
  fence: number
}

export interface LockState {
  fence: number
  /** How often the holder has shown that it is alive. */
  beats: number
  /** When it last did, milliseconds since 1970 by its own clock. */
  beat_at: number
  /** `process`: when the holder's process began, `null` where that is not known. */
  holder: (LockHolder & { process: string | null }) | null
}

export interface LockClaim extends LockHolder {
  process: string | null
  /** Milliseconds since 1970. */
  at: number
}

/** The one lock of a state as it is kept; who may take it is decided elsewhere. */
export interface LockStore {
  read(): Promise<LockState>
  /** Takes it if it is still as it was seen, and gives the new fencing number; `null` when somebody was faster. */
  take(claim: LockClaim, seen: LockState): Promise<number | null>
  holds(hold: LockHold): Promise<boolean>
  /** Nothing happens when the lock is somebody else's by now. */
  beat(hold: LockHold, at: number): Promise<void>
  /** False when that is not the lock in force. */
  release(lockId: string): Promise<boolean>
}

/** What was written to accounts from here; all of it may be lost without harm, unless baselines are kept here. */
export interface WriteMemory {
  /** `since`: images that could not be fetched before then count no more (ISO 8601, UTC). */
  load(account: string, since?: string): Promise<Memory>
  /** What was written since then (ISO 8601, UTC). */
  recent(account: string, since: string): Promise<EarlierWrites>
  /** The SKU of a product that was written from here, by its id; `null` for all others. */
  skuOf(account: string, productId: string): Promise<string | null>
  /** What was last written to products, by SKU; those of which nothing is known are left out. */
  written(account: string, skus: readonly string[]): Promise<Map<string, WrittenValues>>
  /** Baselines that are kept here, by product; of all products unless some are named. */
  baselines(account: string, productIds?: readonly string[]): Promise<Map<string, string>>
}

/** The values that were last written to a product, by path such as `label` or `attributes.title`. */
export interface WrittenValues {
  run_id: string
  fields: { [path: string]: Json }
}

export interface KnownExport {
  path: string
  header: ExportHeader
}

/** Headers of exports, which outlive their files. */
export interface ExportMemory {
  remember(known: KnownExport): Promise<void>
  /** All that were made or read here, by path. */
  list(): Promise<KnownExport[]>
}

/** What plans remarked to people, each by a digest; losing it costs that it is shown once more. */
export interface RemarkMemory {
  shown(): Promise<Set<string>>
  /** `only`: whatever was shown before counts no more. */
  remember(marks: Iterable<string>, options: { only: boolean }): Promise<void>
}

/** What was found out about accounts on request; losing it costs that somebody asks once more. */
export interface FindingMemory {
  /** `subject`: what it is about, by a name that is the provider's own. */
  find(account: string, subject: string): Promise<Finding | null>
  /** In the place of an earlier one. */
  keep(account: string, subject: string, finding: Finding): Promise<void>
}

/** How good the items of earlier plans were; losing it costs the trend. */
export interface QualityMemory {
  /** Of a scope; only so many of the newest are kept. */
  keep(scope: string, kept: KeptQuality): Promise<void>
  /** The newest, oldest first. */
  latest(scope: string, most: number): Promise<KeptQuality[]>
}

/** What a run leaves in its folder when it ends, so that a lost state can be made again. */
export interface RunRecord {
  run: RunStart
  result: RunResult
  outcomes: OperationOutcome[]
}

/** A product of ours as the account holds it. */
export interface FoundProduct {
  id: string
  sku: string
  modified: string | null
  /** True when its baseline says that this program made it. */
  created: boolean
  run: string
  /** Values whose fingerprints the baseline holds: they are what was last written. */
  fields: { [path: string]: Json }
}

/** What a new state is made of. */
export interface Findings {
  account: string
  products: FoundProduct[]
  runs: RunRecord[]
  exports: KnownExport[]
}
