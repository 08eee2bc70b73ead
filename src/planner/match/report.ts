import type { Diagnostic } from '../../model/diagnostic.ts'
import type { LiveResource } from '../../model/live.ts'
import type { MatchRecord, MatchReport } from '../../model/match-report.ts'
import { isJoining, mastersOf } from '../../model/target-kinds.ts'
import type { Listing, PlanInput } from '../types.ts'
import { ambiguousList, classOf, countMatches, itemNames, moreOf, unmatchedList } from './counts.ts'
import { match } from './index.ts'
import { matchJoining } from './joining.ts'
import { assessQuality } from './quality.ts'

/** How well listings find their canonical products: the same matching as a plan's, and nothing else of it. */
export function matchReport(input: PlanInput): MatchReport {
  const { reached, canonical, diagnostics } = isJoining(input.traits) ? joined(input) : matchedOnes(input)
  const { rate, by_method, by_class } = countMatches(reached)
  return {
    matches: reached.flatMap((listing) => matchRecord(listing, input) ?? []),
    unmatched: unmatchedList(reached, input),
    ambiguous: ambiguousList(reached, input),
    quality: assessQuality(reached, canonical, input.settings.target.canonical),
    rate,
    by_method,
    by_class,
    belong_to: mastersOf(input.traits),
    diagnostics: diagnostics.sort((a, b) => compare(a.severity, b.severity) || compare(a.code, b.code)),
  }
}

interface Judged {
  reached: Listing[]
  canonical: LiveResource[]
  diagnostics: Diagnostic[]
}

function matchedOnes(input: PlanInput): Judged {
  const { population, listings, diagnostics } = match(input)
  return { reached: listings.reached, canonical: population.canonical, diagnostics }
}

function joined(input: PlanInput): Judged {
  const { tiers, judged } = matchJoining(input)
  return { reached: judged, canonical: [], diagnostics: tiers[0]?.matched.diagnostics ?? [] }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A match as reports show it, `null` when there is none. */
function matchRecord({ address, item, match }: Listing, input: PlanInput): MatchRecord | null {
  if (match.status !== 'matched') return null
  return {
    address,
    ...itemNames(item, input),
    class: classOf(item),
    canonical_sku: match.sku,
    method: match.method,
    value: match.value,
    canonical_value: match.canonicalValue,
    disagreed: match.disagreed,
    ...moreOf(match),
    ...(match.guess ? { guess: true as const } : {}),
  }
}
