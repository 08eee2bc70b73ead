import type { MatchRecord, MatchReport } from '../../model/match-report.ts'
import type { Listing, PlanInput } from '../types.ts'
import { ambiguousList, classOf, countMatches, itemNames, moreOf, unmatchedList } from './counts.ts'
import { match } from './index.ts'
import { assessQuality } from './quality.ts'

/** How well listings find their canonical products: the same matching as a plan's, and nothing else of it. */
export function matchReport(input: PlanInput): MatchReport {
  const { population, listings, diagnostics } = match(input)
  const { reached } = listings
  const { rate, by_method, by_class } = countMatches(reached)
  return {
    matches: reached.flatMap((listing) => matchRecord(listing, input) ?? []),
    unmatched: unmatchedList(reached, input),
    ambiguous: ambiguousList(reached, input),
    quality: assessQuality(reached, population.canonical, input.settings.target.canonical),
    rate,
    by_method,
    by_class,
    diagnostics: diagnostics.sort((a, b) => compare(a.severity, b.severity) || compare(a.code, b.code)),
  }
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
