import type { Keys } from '../../model/keys.ts'
import type { Operation, PlanSelection } from '../../model/plan.ts'
import type { OperationOutcome } from '../../model/run.ts'
import type { RemovalInput } from '../diff/removal.ts'
import type { PlanContents } from '../types.ts'

/** What is to be undone, and what is there now. Plain values: no network, no clock, no disk. */
export interface UndoInput extends RemovalInput {
  /** Of the plan that was carried out, in its order. */
  operations: Operation[]
  /** What became of them; `null` where nobody knows, and what the target shows has to tell. */
  outcomes: ReadonlyMap<string, OperationOutcome> | null
  /** The run, `null` where only its plan is known. */
  run: string | null
  keys: Pick<Keys, 'owns'>
  /** True when `live` holds everything, and not only what the plan touched. */
  whole: boolean
  /** Ids of pictures that runs from here have uploaded and not deleted since; `null` where that is not known. */
  uploaded: ReadonlySet<string> | null
  selection: PlanSelection
  allowDeletes: boolean
}

/** What undoing comes to; the other lists of a plan say nothing about it. */
export type UndoContents = Pick<
  PlanContents,
  'operations' | 'blocked' | 'drift' | 'guards' | 'diagnostics' | 'summary' | 'names' | 'left_out' | 'population'
>
