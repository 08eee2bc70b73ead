import type { Fields } from '../model/fields.ts'
import type { KeptBaseline, OperationOutcome } from '../model/run.ts'
import { BASELINE_CUT } from '../model/target.ts'
import { asFound, type Stamp } from './baseline.ts'
import type { Sendable } from './check.ts'
import { withoutImages } from './outcomes.ts'

/** What became of an operation, and for a resource what it holds since. */
export interface Done {
  outcome: OperationOutcome
  written?: Fields
  /** What the journal keeps of it, when its resource cannot. */
  baseline?: KeptBaseline
}

interface Circumstances {
  /** False: a create found its resource there already. */
  made: boolean
  stamp: Stamp | null
}

/**
 * What a resource holds once a write has stored it: all that the operation was about, whichever call brought it there. The
 * baseline is kept also where the target cut it: from there the state goes on when it becomes the place of baselines.
 */
export function resourceDone(outcome: OperationOutcome, resolved: Sendable, { made, stamp }: Circumstances): Done {
  const { change, fields, leftOut, baseline } = resolved
  const cut = outcome.code === BASELINE_CUT
  const stored = outcome.outcome === 'succeeded' || outcome.outcome === 'adopted'
  if (!stamp?.kinds.includes(change.kind) || !(stored || cut)) return { outcome }
  const done = { outcome: stored ? withoutImages(outcome, leftOut) : outcome, written: fields }
  if (baseline === undefined || (stamp.onResource && !cut)) return done
  const found = change.action === 'create' && !made
  return { ...done, baseline: { text: found && baseline !== null ? asFound(baseline, stamp.digest) : baseline, found } }
}
