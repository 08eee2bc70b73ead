import type { Address } from '../../model/plan.ts'
import type { Differences } from '../diff/index.ts'
import type { Prepared } from '../prepared.ts'
import type { PlanContents, PlanInput } from '../types.ts'

/** What a check for drift looked at. */
export interface Looked {
  input: PlanInput
  prepared: Prepared
  differences: Differences
  contents: Pick<PlanContents, 'conflicts' | 'blocked' | 'diagnostics'>
  /** Whether an address is among those that were asked for. */
  isChosen: (address: Address) => boolean
  /** Labels of fields that were left out, since what they depend on was not read. */
  dependent: string[]
}
