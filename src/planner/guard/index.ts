import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { liveOf } from '../../model/live.ts'
import type { Address, LeftOut, PlanSelection } from '../../model/plan.ts'
import type { PlanSummary } from '../../model/plan-figures.ts'
import { partGroups } from '../../model/target-kinds.ts'
import type { Compared } from '../diff/below.ts'
import type { Draft } from '../diff/draft.ts'
import type { Differences } from '../diff/index.ts'
import { byKind, byText } from '../diff/order.ts'
import { deadImages } from '../diff/uploads.ts'
import { ambiguousList, countMatches, unmatchedList } from '../match/counts.ts'
import type { Listings } from '../match/listings.ts'
import type { Population } from '../match/population.ts'
import { type Prepared, rulesIn } from '../prepared.ts'
import { defaultsOf } from '../project/refine-remarks.ts'
import type { PlanContents, PlanInput } from '../types.ts'
import { unknownGone } from './gone.ts'
import { largeChange, withRisk } from './large-change.ts'
import { narrow } from './narrow.ts'
import { addressMatcher, namesOf, unmetPatterns } from './patterns.ts'
import { summarise } from './summary.ts'
import { unadoptedProducts } from './unadopted.ts'

/** Weighs what the comparison found, leaves what was chosen, and makes operations of it. */
export function guard(differences: Differences, prepared: Prepared, input: PlanInput): PlanContents {
  const { matched, held, verdict, guards: before, judged, below } = prepared
  const { context, drafts, stale } = differences
  const { selection, traits } = input
  const tiers = [differences, ...differences.below]
  const kinds = [...traits.kinds, ...differences.below.map((one) => one.context.kind)]
  const { population, listings, diagnostics } = matched
  const { found, definitions } = context
  const narrowed = narrow(drafts, selection, partGroups(traits))
  diagnostics.push(...unusedAddresses(drafts, selection), ...unknownGone(held.proven, input))
  for (const one of below) diagnostics.push(...unknownGone(one.held.proven, one.input))
  for (const { context: own } of tiers) diagnostics.push(...own.differences.remarks())
  const guards = [
    ...before,
    ...(verdict?.guards ?? []),
    ...largeChange(narrowed.drafts, population.owned.size, input),
    ...tiers.flatMap(({ gone }) => gone.guards),
  ]
  const blocked = [...definitions.blocked, ...found.blocked, ...deadImages(context), ...narrowed.blocked]
  const findings = keepSelected(
    {
      blocked: blocked.sort(byKind(kinds)),
      drift: found.drift,
      conflicts: found.conflicts,
      overwrites: found.overwrites,
      gone: tiers.flatMap(({ gone }) => gone.gone),
      stale,
    },
    selection,
  )
  const operations = withRisk(narrowed.drafts, guards).map(({ operation }) => operation)
  const lists = { operations, ...findings }
  return {
    ...lists,
    ...qualityOf(prepared),
    unmatched: unmatchedList(judged, input),
    ambiguous: [...ambiguousList(judged, input), ...found.ambiguous],
    guards,
    diagnostics: [
      ...tiers.flatMap((one) => unadoptedProducts(one, findings, chosenBy(selection))),
      ...diagnostics.sort(byText),
    ],
    summary: withUnchanged(summarise(lists, 0, { ...traits, kinds }), unchangedCounts(tiers, narrowed.drafts)),
    matches: countMatches(judged),
    names: Object.fromEntries([...found.names].sort()),
    left_out: leftOut(differences, narrowed.drafts.length, listings),
    population: populationCounts(population, differences),
  }
}

/** What was rejected, and in how many places a default stands in. */
function qualityOf({ verdict, ...prepared }: Prepared): Pick<PlanContents, 'rejected' | 'quality'> {
  if (verdict === null) return {}
  const defaults = defaultsOf(rulesIn(prepared))
  return { rejected: [...verdict.rejected.values()], quality: { ...verdict.quality, defaults } }
}

/** What the selection keeps out, as far as planning gets to see it. */
function leftOut({ context, drafts }: Differences, narrowed: number, { all, reached }: Listings): LeftOut {
  const beyond = [...context.found.absent.values()].filter((absence) => absence === 'beyond-limit').length
  return { listings: all.length - reached.length + beyond, operations: drafts.length - narrowed }
}

type Findings = Pick<PlanContents, 'blocked' | 'drift' | 'conflicts' | 'overwrites' | 'gone' | 'stale'>

function chosenBy({ addresses }: Pick<PlanSelection, 'addresses'>): (address: Address) => boolean {
  return addresses.length === 0 ? () => true : addressMatcher(addresses)
}

/** With addresses chosen, findings elsewhere are noise. */
function keepSelected(findings: Findings, { addresses }: PlanSelection): Findings {
  if (addresses.length === 0) return findings
  const chosen = chosenBy({ addresses })
  const keep = <T extends { address: Address }>(list: T[]) => list.filter(({ address }) => chosen(address))
  return {
    blocked: keep(findings.blocked),
    drift: keep(findings.drift),
    conflicts: keep(findings.conflicts),
    overwrites: keep(findings.overwrites),
    gone: keep(findings.gone),
    stale: keep(findings.stale),
  }
}

/** A pattern that meets no operation: what it names is as it should be, or does not exist. */
export function unusedAddresses(drafts: Draft[], { addresses, exclude }: PlanSelection): Diagnostic[] {
  return unmetPatterns([...addresses, ...exclude], namesOf(drafts.map(({ operation }) => operation))).map((pattern) => {
    const message = `Nothing is to be done at ${pattern}: it is as it should be, or no such address exists.`
    return diagnostic({ severity: 'warning', code: 'address-unused', message })
  })
}

function unchangedCounts(tiers: readonly Compared[], drafts: Draft[]): [kind: string, count: number][] {
  const changed = new Set(drafts.map(({ operation }) => operation.address))
  return tiers.map(({ processed, context: { population, kind } }) => {
    const isUnchanged = ({ listing: { key, address } }: (typeof processed)[number]): boolean =>
      population.owned.has(key) && !changed.has(address)
    return [kind.name, population.owned.size === 0 ? 0 : processed.filter(isUnchanged).length]
  })
}

function withUnchanged(summary: PlanSummary, counts: [kind: string, count: number][]): PlanSummary {
  const unchanged = counts.reduce((sum, [, count]) => sum + count, 0)
  return { ...summary, unchanged, ...(counts.length > 1 && { unchanged_by_kind: Object.fromEntries(counts) }) }
}

function populationCounts({ owned, canonical }: Population, { context }: Differences): PlanContents['population'] {
  const all = liveOf(context.input.live, context.kind.name).length
  return { owned: owned.size, canonical: canonical.length, foreign: all - owned.size - canonical.length }
}
