import type { SystemFigures } from '../model/call.ts'
import type { Clock } from '../model/clock.ts'
import type { Emit } from '../model/event.ts'
import type { Digest } from '../model/json.ts'
import type { Want } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import type { PlanCost } from '../model/plan-figures.ts'
import type { ProcessPeaks, Spent, Unfinished } from '../model/run.ts'
import type { Journal } from '../model/state.ts'
import type { Target } from '../model/target.ts'
import type { Stamp } from './baseline.ts'
import type { Ownership } from './owner.ts'

export interface ApplyOptions {
  plan: { plan_id: string; operations: Operation[]; workspace: { scope: string }; cost?: PlanCost }
  target: Target
  /** As the connection names it. */
  account: string
  /** What live resources are read with before they are written. */
  want: Want
  /** False: baselines are kept by the journal instead of on the resources. */
  writeBaseline: boolean
  journal: Journal
  runId: string
  clock: Clock
  digest: Digest
  /** The most operations at once; as many as the target is worth it for, gathers, or 8, unless told. */
  concurrency?: number
  /** Aborting it starts nothing new and gives up calls that have not left yet; calls in flight finish. */
  signal: AbortSignal
  /** What an earlier session of this run left; absent for a new run. */
  unfinished?: Unfinished
  /** What the earlier sessions of this run took, as far as they said so. */
  spent?: Spent
  /** The key of a resource that an earlier run from here wrote, by id: searches may not show it yet. */
  writtenBefore?: (id: string) => Promise<string | null>
  /** The run whose failures this one tries again. */
  retryOf?: string
  /** Most calls, sign-ins apart. */
  budget?: number
  /** Most operations that may fail, meet a conflict or be skipped; one more ends the run. */
  maxFailures?: number
  /** The command that goes on with a run. */
  resumeCommand?: (run: string) => string
  /** What was asked of systems since the begin of this session; absent: nobody counts. */
  systems?: () => SystemFigures[]
  /** The worst that was seen of this process; absent: nobody looks. */
  peaks?: () => ProcessPeaks
  /** True while memory is short: less is done at once then. Absent: nobody looks. */
  isShort?: () => boolean
  emit: Emit
}

/** What a run puts on the baselines that it writes. */
export function stampOf(
  options: Pick<ApplyOptions, 'plan' | 'target' | 'account' | 'digest' | 'runId' | 'writeBaseline'>,
): Stamp {
  const { plan, target, account, digest, runId: run, writeBaseline: onResource } = options
  const { traits } = target
  const { kinds, path } = traits.baseline
  return { kinds, path, account, scope: plan.workspace.scope, run, digest, onResource }
}

export function ownershipOf(options: Pick<ApplyOptions, 'plan' | 'target' | 'want' | 'digest'>): Ownership {
  const { plan, target, want, digest } = options
  return { owns: want.owns, scope: plan.workspace.scope, baselinePath: target.traits.baseline.path, digest }
}
