import type { PeopleChanges } from './changed-by-people.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Plan } from './plan.ts'
import type { PlanSummary } from './plan-figures.ts'

/** Something that a check for drift could not look at. */
export interface Gap {
  of: 'unread' | 'unadopted' | 'incomparable'
  /** Stable, kebab-case. */
  code: string
  /** How many, at least; what of stands in the message. */
  count: number
  message: string
  hint: string | null
}

/** What a check for drift looked at, apart from what it found. */
export interface Coverage {
  /** What could not be read, at least. */
  unread: number
  /** Resources of which no baseline tells what was last written. */
  unadopted: number
  /** What was read, and could not be compared with what was last written. */
  incomparable: number
  /** Resources of ours in the account, within the selection. */
  owned: number
  /** Of these, those that were compared with what was last written to them. */
  compared: number
  /** True when nothing is missing: then, and only then, no drift found means that there is none. */
  complete: boolean
  gaps: Gap[]
}

/** What people changed in the target, apart from it what the source would change, and apart from both what was looked at. */
export interface DriftReport extends PeopleChanges, Pick<Plan, 'created_at' | 'selection' | 'sources' | 'target'> {
  scope: string
  /** `null`: the canonical products were not read, so nothing is claimed of it. */
  changes: PlanSummary | null
  coverage: Coverage
  diagnostics: Diagnostic[]
}
