import { addressOf } from '../model/address.ts'
import type { Address } from '../model/plan.ts'
import { isJoining, isMatching, mainKind, partKind } from '../model/target-kinds.ts'
import { findGone } from './diff/gone.ts'
import { goneBelow } from './diff/gone-below.ts'
import { type Differences, diff } from './diff/index.ts'
import { guard } from './guard/index.ts'
import { selectedParts } from './guard/narrow.ts'
import { shrunkenExports } from './guard/shrunken-export.ts'
import { refuseOtherTemplate } from './guard/sku-template.ts'
import { holdingsOf } from './match/held.ts'
import { codeRemarks, match } from './match/index.ts'
import { type MatchedTier, matchJoining } from './match/joining.ts'
import { asPrepared, type Prepared, rulesIn } from './prepared.ts'
import { project } from './project/index.ts'
import { refineRemarks, refusedDefaults } from './project/refine-remarks.ts'
import { judge, type Verdict } from './quality/index.ts'
import type { Listing, PlanContents, PlanInput } from './types.ts'

/**
 * Compares what should be with what is: the whole engine as one function from values to a value. Same input, in any
 * order, same result.
 *
 *   items ── match ── quality ── project ──┐
 *                                          ├── diff ── guard ── plan
 *   live resources ────────────────────────┘
 *
 * @throws SyncError when definitions contradict the workspace; nothing can be planned then.
 */
export function assemblePlan(input: PlanInput): PlanContents {
  const prepared = prepare(input)
  refuseOtherTemplate(prepared.matched, input)
  return assemble(prepared, input).contents
}

/** Addresses of what is gone for certain, which may be deleted. */
export function goneForCertain(prepared: Prepared, input: PlanInput): Address[] {
  const gone = prepared.below.length === 0 ? findGone(prepared.held.proven, input) : goneBelow(prepared, input).flat()
  return gone.flatMap(({ owned: { live }, confirmed }) => (confirmed ? addressOf(live.kind, live.key) : []))
}

/** Matches, and says what should be. @throws SyncError as `assemblePlan` does */
export function prepare(input: PlanInput): Prepared {
  if (isJoining(input.traits)) return prepareTiers(input)
  const matched = match(input)
  const verdict = judge(matched.listings.reached, input)
  const judged = isMatching(input.traits) ? matched.listings.reached : []
  return { ...prepared({ input, matched }, { judged, verdict }), verdict }
}

/** Masters, with variants and listings below them. How much an export lacks is seen by its listings. */
function prepareTiers(input: PlanInput): Prepared {
  let verdict: Verdict | null = null
  const { tiers, judged } = matchJoining(input, (items) => {
    verdict = judge(items, input)
    return keysIn(verdict)
  })
  const [main, ...below] = tiers.map((tier, place) =>
    prepared(tier, { judged: place === 0 ? judged : [], verdict: null }),
  )
  const last = below.at(-1) as Prepared
  return { ...(main as Prepared), verdict, guards: last.guards, below }
}

/** What nothing is made of, where that was not seen to already. */
interface Judged {
  judged: Listing[]
  verdict: Verdict | null
}

function keysIn(verdict: Verdict | null): ReadonlySet<string> {
  return new Set(verdict?.rejected.keys())
}

function prepared({ input, matched }: MatchedTier, { judged, verdict }: Judged): Prepared {
  matched.diagnostics.push(...codeRemarks(matched.population, judged, input))
  const desired = project(matched, input, keysIn(verdict))
  const { rules, partRules } = desired
  matched.diagnostics.push(
    ...refusedDefaults(rules, mainKind(input.traits).keyField),
    ...refusedDefaults(partRules, partKind(input.traits)?.keyField),
  )
  const held = holdingsOf(input, matched.population)
  return { input, matched, desired, held, verdict, guards: shrunkenExports(held.assumed, input), judged, below: [] }
}

export interface Assembled {
  differences: Differences
  contents: PlanContents
}

/** The plan of what was prepared, with how it came about. */
export function assemble(prepared: Prepared, given: PlanInput): Assembled {
  const input = asPrepared(given, prepared)
  // An export that lacks much says nothing about what is empty, whoever lets the rest of the plan be applied.
  const mayClear = prepared.guards.length === 0
  const differences = diff(prepared, input, { parts: selectedParts(input.selection), mayClear })
  prepared.matched.diagnostics.push(...refineRemarks(rulesIn(prepared)))
  return { differences, contents: guard(differences, prepared, input) }
}
