import type { Guard } from '../model/plan.ts'
import type { Holdings } from './match/held.ts'
import type { Matched } from './match/index.ts'
import type { Desired } from './project/index.ts'
import type { FieldRule } from './project/rules.ts'
import type { Verdict } from './quality/index.ts'
import type { Listing, PlanInput } from './types.ts'

/** What a comparison begins with: matched, and with what should be. */
export interface Prepared {
  /** What it was prepared from; where a target joins listings, as far as this kind of resource is concerned. */
  input: PlanInput
  matched: Matched
  desired: Desired
  /** What the account holds in this scope, against the exports. */
  held: Holdings
  /** What became of the items that are judged; `null`: none is. */
  verdict: Verdict | null
  /** What is known to be wrong with the exports. */
  guards: Guard[]
  /** Every listing that is reported on, with what it belongs to. */
  judged: Listing[]
  /** Kinds whose resources belong to those of this one; each is compared by itself. */
  below: Prepared[]
}

/** The rules of everything that was prepared. */
export function rulesIn({ desired, below }: Pick<Prepared, 'desired' | 'below'>): FieldRule[] {
  return [desired, ...below.map((one) => one.desired)].flatMap(({ rules, partRules }) => [...rules, ...partRules])
}

/** The same input as far as it is about what was prepared: whatever is asked for stays as it is. */
export function asPrepared(input: PlanInput, { input: { keys, spoken, traits } }: Prepared): PlanInput {
  return spoken === undefined ? input : { ...input, keys, spoken, traits }
}
