import type { Clock } from '../model/clock.ts'
import type { Digest } from '../model/json.ts'
import type { LiveQuery } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import type { Kinds } from '../model/precondition.ts'
import type { Emit, Unfinished } from '../model/run.ts'
import type { Journal } from '../model/state.ts'
import type { Target } from '../model/target.ts'
import type { Stamp } from './baseline.ts'
import type { Ownership } from './owner.ts'

export interface ApplyOptions {
  plan: { plan_id: string; operations: Operation[]; workspace: { scope: string } }
  target: Target
  /** As the connection names it. */
  account: string
  /** What live products are read with before they are written. */
  query: LiveQuery
  /** What the product fields hold, by path. */
  kinds: Kinds
  /** False: baselines are kept by the journal instead of on the products. */
  writeBaseline: boolean
  journal: Journal
  runId: string
  clock: Clock
  digest: Digest
  /** Operations at once; 8 unless told. */
  concurrency?: number
  /** Aborting it starts nothing new and gives up calls that have not left yet; calls in flight finish. */
  signal: AbortSignal
  /** What an earlier session of this run left; absent for a new run. */
  unfinished?: Unfinished
  /** The SKU of a product that an earlier run from here wrote, by id: searches may not show it yet. */
  writtenBefore?: (id: string) => Promise<string | null>
  /** The run whose failures this one tries again. */
  retryOf?: string
  /** Most calls, sign-ins apart. */
  budget?: number
  /** Most operations that may fail, meet a conflict or be skipped; one more ends the run. */
  maxFailures?: number
  /** The command that goes on with a run. */
  resumeCommand?: (run: string) => string
  emit: Emit
}

/** What a run puts on the baselines that it writes. */
export function stampOf(
  options: Pick<ApplyOptions, 'plan' | 'target' | 'account' | 'kinds' | 'digest' | 'runId' | 'writeBaseline'>,
): Stamp {
  const { plan, target, account, kinds, digest, runId: run, writeBaseline: onProduct } = options
  const { label } = target.traits.baseline
  return { label, account, scope: plan.workspace.scope, run, digest, kinds, onProduct }
}

export function ownershipOf(options: Pick<ApplyOptions, 'plan' | 'target' | 'query' | 'digest'>): Ownership {
  const { plan, target, query, digest } = options
  return { owns: query.owns, scope: plan.workspace.scope, baselineLabel: target.traits.baseline.label, digest }
}
