import type { Json } from '../../model/json.ts'
import type { Address, Guard } from '../../model/plan.ts'
import type { Quality, QualityRule, Rejected, RuleCount } from '../../model/quality.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { Broken } from './checks.ts'
import { coverageOf } from './coverage.ts'
import { placeOf, withGroups } from './groups.ts'
import { qualityGuards } from './guards.ts'
import { isMeant, type ReadyRule, readyRules } from './rules.ts'

/** What became of the items that a plan reaches. */
export interface Verdict {
  /** By the keys of items, in the order of what they would become. */
  rejected: ReadonlyMap<string, Rejected>
  guards: Guard[]
  quality: Omit<Quality, 'defaults'>
}

/** Judges every item that a plan reaches by the rules of the workspace; `null` when it has none to judge by. */
export function judge(reached: readonly Listing[], input: PlanInput): Verdict | null {
  const hasDefaults = [...input.attributes, ...input.variants].some((spec) => spec.default !== undefined)
  if (input.quality === undefined && !hasDefaults) return null
  const listings = reached.toSorted(byPlace)
  const rules = readyRules(input.quality?.rules ?? [], listings)
  const counts = rules.map(({ rule }): RuleCount => {
    const { id, field, severity } = rule
    return { id, field, severity, count: 0, samples: [] }
  })
  const own = judged(listings, { rules, counts }, input)
  const sorted = withGroups(own, listings, input.traits)
  const quality = {
    items: listings.length,
    valid: listings.length - sorted.size,
    rejected: sorted.size,
    rate: listings.length === 0 ? 100 : Math.round(((listings.length - sorted.size) / listings.length) * 1000) / 10,
    rules: counts,
    coverage: coverageOf(listings, input),
  }
  return { rejected: sorted, quality, guards: qualityGuards(quality, input) }
}

function byPlace(a: Listing, b: Listing): number {
  if (a.address !== b.address) return a.address < b.address ? -1 : 1
  return a.item.key < b.item.key ? -1 : 1
}

const SAMPLES = 3

interface Judging {
  rules: readonly ReadyRule[]
  counts: RuleCount[]
}

/** What each item breaks by itself, by its key. */
function judged(listings: readonly Listing[], { rules, counts }: Judging, input: PlanInput): Map<string, Rejected> {
  const rejected = new Map<string, Rejected>()
  for (const listing of listings) {
    const address = placeOf(listing, input.traits)
    const hits: Hit[] = []
    for (const [index, { rule, broken }] of rules.entries()) {
      const found = isMeant(rule, listing.item) ? broken(listing) : null
      if (found === null) continue
      count(counts[index] as RuleCount, { address, value: shortened(found.value) })
      if (rule.severity !== 'warn') hits.push({ rule, ...found })
    }
    const [first, ...others] = hits
    if (first) rejected.set(listing.item.key, rejectedBy(first, others, { listing, address }))
  }
  return rejected
}

interface Hit extends Broken {
  rule: QualityRule
}

function count(counted: RuleCount, sample: RuleCount['samples'][number]): void {
  counted.count += 1
  if (counted.samples.length < SAMPLES) counted.samples.push(sample)
}

function rejectedBy({ rule, value, problem }: Hit, others: readonly Hit[], { listing, address }: Place): Rejected {
  const { item, facts } = listing
  const shown = shortened(value)
  const field = rule.field ?? rule.expression ?? ''
  const what = rule.field ?? 'The item'
  return {
    address,
    item: item.key,
    rule: rule.id,
    path: item.paths[field] ?? facts.paths[field] ?? field,
    value: shown,
    message: `${what}${shown === null ? '' : ` (${JSON.stringify(shown)})`} ${problem}.`,
    ...(others.length > 0 && { also: others.map((other) => other.rule.id) }),
  }
}

interface Place {
  listing: Listing
  address: Address
}

const LONGEST = 200

/** Enough to find it again by. */
function shortened(value: Json): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : value
}
