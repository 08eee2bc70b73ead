import type { Clock } from '../model/clock.ts'
import type { Digest } from '../model/json.ts'
import type { LiveQuery } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import type { Kinds } from '../model/precondition.ts'
import type { Emit } from '../model/run.ts'
import type { Target } from '../model/target.ts'
import type { RunJournal } from '../state/journal.ts'

export interface ApplyOptions {
  plan: { plan_id: string; operations: Operation[]; workspace: { scope: string } }
  target: Target
  /** As the connection names it. */
  account: string
  /** What live products are read with before they are written. */
  query: LiveQuery
  /** What the product fields hold, by path. */
  kinds: Kinds
  /** False: baselines are not kept on the products. */
  writeBaseline: boolean
  journal: RunJournal
  runId: string
  clock: Clock
  digest: Digest
  /** Operations at once; 8 unless told. */
  concurrency?: number
  /** Aborting it starts nothing new; calls in flight finish. */
  signal: AbortSignal
  emit: Emit
}
