import type { Address } from '../model/plan.ts'
import type { KeptBaseline, OperationOutcome } from '../model/run.ts'
import { BASELINE_CUT, type ProductFields, type Write } from '../model/target.ts'
import { asFound, type Stamp } from './baseline.ts'
import { withoutImages } from './outcomes.ts'

/** What became of an operation, and for a product what it holds since. */
export interface Done {
  outcome: OperationOutcome
  written?: ProductFields
  /** What the journal keeps of it, when its product cannot. */
  baseline?: KeptBaseline
}

interface Resolved {
  write: Write
  leftOut: Address[]
  baseline?: string
}

interface Circumstances {
  /** False: a create found its product there already. */
  made: boolean
  stamp: Stamp | null
}

/**
 * What a product holds once a write has stored it: all that the operation was about, whichever call brought it there. The
 * baseline is kept also where the target cut it: from there the state goes on when it becomes the place of baselines.
 */
export function productDone(outcome: OperationOutcome, resolved: Resolved, { made, stamp }: Circumstances): Done {
  const { write, leftOut, baseline } = resolved
  const cut = outcome.code === BASELINE_CUT
  const stored = outcome.outcome === 'succeeded' || outcome.outcome === 'adopted'
  if (write.kind !== 'product' || !(stored || cut)) return { outcome }
  const done = { outcome: stored ? withoutImages(outcome, leftOut) : outcome, written: write.fields }
  if (!stamp || baseline === undefined || (stamp.onProduct && !cut)) return done
  const found = write.action === 'create' && !made
  return { ...done, baseline: { text: found ? asFound(baseline, stamp.digest) : baseline, found } }
}
