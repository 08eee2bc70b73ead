import type { Check, CheckRequest } from './check.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { FailedCall } from './failed-call.ts'
import type { Fields } from './fields.ts'
import type { KindTraits } from './kinds.ts'
import type { LiveResource, LiveState, Want } from './live.ts'
import type { Address, Operation, Provenance } from './plan.ts'
import type { RateWindow, WindowUse } from './plan-figures.ts'

/** What a target is able to hold, and how it names things, for one workspace: all that the engine knows about it. */
export interface TargetTraits {
  /** Key in `sync.yaml` and in plans. */
  name: string
  /** For people. */
  title: string
  /** In the order in which they are made. */
  kinds: readonly KindTraits[]
  /** What listings belong to, for people; absent: canonical resources of the main kind. */
  masters?: readonly [one: string, many: string]
  /** Where what was last written stands: in a field of resources of these kinds, or nowhere in the target. */
  baseline: { kinds: readonly string[]; path: string; kept: boolean }
  /** What of its settings decides what a read holds: reads for other settings cannot stand for one. */
  asked: { [name: string]: unknown }
  /** Writes that may be in flight at once, since it gathers them; absent: few. */
  inFlight?: number
  /** What carrying out takes of a window that does not count calls, in its unit, rounded; absent: its windows count calls. */
  weigh?(operations: readonly Operation[]): number
  /** The relations that the workspace makes, given the definitions that are known: one that was renamed keeps its label. */
  series(definitions: readonly LiveResource[]): Series[]
  /** Whether the workspace speaks of a definition that no series needs; `id`: the target's, where a plan says it. */
  declares(named: Named, id: string | null): boolean
  /** What the workspace needs of the account as it is. @throws SyncError when that cannot be */
  survey(live: LiveState): Survey
}

export interface Survey {
  definitions: Definition[]
  series: Series[]
  /** Paths of choices and what their definitions allow once they are made. */
  options: ReadonlyMap<string, ReadonlySet<string>>
}

/** A definition that has to be there, whole: attributes, relationships, families. */
export interface Definition {
  kind: string
  key: string
  fields: Fields
  /** Where its fields come from. */
  origins: { [path: string]: Provenance }
}

/** One set of relations between resources: all that are made of one side of matching. */
export interface Series {
  /** As the workspace and baselines call it. */
  name: string
  /** As the account calls it. */
  label: string
  kind: string
  /** From the parent to its children, or from what was matched to what it was matched by. */
  madeOf: 'parentage' | 'match'
  /** The part of a plan that it belongs to. */
  part: string
  /** What has to exist before. */
  definition: { kind: string; key: string }
}

/** One write with every reference resolved to the target's ids. */
export interface Change {
  action: 'create' | 'update' | 'delete'
  kind: string
  key: string
  /** Of the resource itself, of a slice that of its owner; `null` when it does not exist yet. */
  id: string | null
  revision?: string
  /** Lists as the kind takes them: only new members, or everything; of a delete of members those that go. */
  fields: Fields
  /** What is written within it. */
  parts: Change[]
  /** Paths that differ from run to run, such as a date: a resource that is there already is the wanted one all the same. */
  volatile: string[]
  /** Ids of the definitions that it relies on, by address. */
  needs: { [address: Address]: string }
  /** A resource that is there already and whose baseline names another scope is a conflict. */
  scope?: string
  /** Who writes it, for a target that keeps what was done: the run, and the operation by its id. */
  by?: { run: string; operation: string }
  /** Of a delete: no look-up shows it any more. What is there all the same is left alone, since nobody has looked at it. */
  unseen?: true
  /**
   * Of a delete: paths of all that was looked at before it. A target that sees more there leaves it, since that is people's;
   * one with revisions need not, since a read of its rows is whole.
   */
  looked?: string[]
}

export type Applied =
  /** Done by this call, and the answer agreed with what was sent. */
  | {
      outcome: 'applied'
      id: string
      modified?: string
      notes: Diagnostic[]
      /** The object of a create was there already, and this call has completed it. */
      existed?: true
    }
  /** The target already held exactly this. */
  | { outcome: 'already'; id: string; notes: Diagnostic[] }
  /** Something else is in the place; nothing was overwritten. */
  | { outcome: 'conflict'; message: string; hint: string }
  /** The revision is not the current one; nothing was written. */
  | { outcome: 'outdated' }
  /** Refused, or given up after bounded retries. `status` is the HTTP status, 0 when there was no answer. */
  | {
      outcome: 'rejected'
      status: number
      code: string
      message: string
      hint: string
      attempts: number
      /** Id of what was written all the same, only not as it was sent. */
      written?: string
      call?: Omit<FailedCall, 'status'>
    }

/**
 * The code of a write that was done, and of which the target gives back another text of the baseline than was sent. It
 * would do so with every resource, so the run ends.
 */
export const BASELINE_CUT = 'baseline-cut'

/** The code of a refused create of what is made of an image: nothing can be fetched from its address. */
export const UNREACHABLE = 'image-unreachable'

/** Attempts, sign-ins apart. */
export interface CallCounts {
  reads: number
  writes: number
  /** Answers that said "too many". */
  throttled: number
  /** Attempts after the first of a call. */
  retried: number
}

export interface Connection {
  /** Names the account in plans and baselines; stable, not secret. */
  account: string
  /** The windows of calls, or of what else is counted, that the account allows. */
  windows: RateWindow[]
}

/** Told of every page of a read: how many of what was asked for are there, and of how many, where that is known. */
export type ReadProgress = (page: { what: string; read: number; of: number | null }) => void

/** What names a resource before its id is known. */
export interface Named {
  kind: string
  key: string
  /**
   * The target's id of what is to get this key and may not carry it yet. A target may find it by that, and gives it back under
   * the asked key, with its parts under the keys that they have; unless it carries another key of our form. Whatever else is
   * asked for carries its key, or is not there.
   */
  id?: string
}

/**
 * Where desired values end up. Reads are in bulk; `write` is called once per operation, never twice at once for one
 * resource, and must be safe to call again when its outcome is unknown. A target may gather what is in flight.
 */
export interface Target {
  readonly traits: TargetTraits
  /** Signs in. @throws ProviderError on wrong credentials or an unreachable host. */
  connect(signal: AbortSignal): Promise<Connection>
  /** Reads everything that a plan compares with. Never writes. @throws ProviderError */
  read(want: Want, signal: AbortSignal, progress?: ReadProgress): Promise<LiveState>
  /** Reads some resources again, in bulk, by exact key, or by the id of what gets its key; absent ones are left out. @throws ProviderError */
  look(named: readonly Named[], want: Want, signal: AbortSignal): Promise<LiveResource[]>
  /**
   * Executes one write. Expected refusals are values. Once the signal aborts, no call leaves that would begin a write, and
   * every long wait ends: the signal's reason is then thrown. What has left is answered first, and what was begun with it
   * is finished where that takes seconds. Whatever is thrown, the outcome of the write is open.
   *
   * @throws ProviderError when the run cannot go on: `outage` (nobody is answered), `credentials` (a new token is refused
   *   too), `budget`
   */
  write(change: Change, signal: AbortSignal): Promise<Applied>
  /** Looks for whatever would stop a plan, all of it, by cheap reads alone. Absent: only `connect` can tell. */
  check?(request: CheckRequest, signal: AbortSignal): AsyncIterable<Check>
  calls(): CallCounts
  /** How much of each window is used. Absent: nothing limits the calls. */
  windows?(): WindowUse[]
  /** Writes that are worth having in flight at once, at the pace and the latency of now. Absent: as its traits say, else few. */
  atOnce?(): number
  /** At most so many calls from now on; further ones do not leave, and throw a ProviderError `budget`. */
  allow(calls: number): void
  close(): Promise<void>
}
