import type { Guard } from '../model/plan.ts'
import type { Holdings } from './match/held.ts'
import type { Matched } from './match/index.ts'
import type { Desired } from './project/index.ts'
import type { Verdict } from './quality/index.ts'

/** What a comparison begins with: matched, and with what should be. */
export interface Prepared {
  matched: Matched
  desired: Desired
  /** What the account holds in this scope, against the exports. */
  held: Holdings
  /** What became of the items that are judged; `null`: none is. */
  verdict: Verdict | null
  /** What is known to be wrong with the exports. */
  guards: Guard[]
}
