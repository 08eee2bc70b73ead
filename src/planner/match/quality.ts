import { addTo } from '../../model/grouping.ts'
import { bareCode, hasValidCheckDigit } from '../../model/gtin.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Findings, MatchQuality, SideQuality } from '../../model/match-report.ts'
import type { CanonicalSettings } from '../../model/settings.ts'
import type { Listing } from '../types.ts'
import { allCodes, type Code, codesOfResource } from './identifiers.ts'
import { loose } from './near.ts'

/** So many of each finding are named; the number counts them all. */
const NAMED = 10

/** What a record says of itself. */
interface Coded {
  id: string
  /** One code on several of its records is odd; sources list the same things. */
  source: string
  codes: Code[]
}

/** What is odd about the identifiers on both sides. Variation parents have none, and are left out. */
export function assessQuality(
  listings: readonly Listing[],
  canonical: LiveResource[],
  settings: CanonicalSettings,
): MatchQuality {
  const sellable = listings.filter(({ item }) => item.role !== 'parent')
  const source = sellable.map(({ item }) => ({
    id: item.ref.id,
    source: item.ref.source,
    codes: distinct(allCodes(item)),
  }))
  const target = canonical
    .map((live) => ({ id: live.key, source: '', codes: distinct(codesOfResource(live, settings.identifiers)) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    source: assessSide(source),
    target: assessSide(target),
    alike_skus: alikeSkus(canonical.map(({ key }) => key)),
  }
}

interface OddCode {
  id: string
  value: string
}

/** Codes that are odd by themselves. */
interface OddCodes {
  bad: OddCode[]
  malformed: OddCode[]
  marked: OddCode[]
}

function assessSide(records: Coded[]): SideQuality {
  const missing: string[] = []
  const odd: OddCodes = { bad: [], malformed: [], marked: [] }
  const holders = new Map<string, Map<string, string[]>>()
  for (const record of records) {
    const padded = collectOdd(record, odd)
    if (padded.size === 0) missing.push(record.id)
    const own = holders.get(record.source) ?? new Map<string, string[]>()
    holders.set(record.source, own)
    for (const code of padded) addTo(own, code, record.id)
  }
  const duplicates = [...holders.values()]
    .flatMap((own) => [...own])
    .filter(([, ids]) => ids.length > 1 && new Set(ids).size > 1)
  return {
    total: records.length,
    missing: findings(missing),
    bad_check_digits: findings(odd.bad),
    malformed: findings(odd.malformed),
    marked: findings(odd.marked),
    duplicates: findings(duplicates.map(([value, ids]) => ({ value, ids: [...new Set(ids)].sort() }))),
  }
}

/** Gives the codes that are none the less codes, padded. */
function collectOdd({ id, codes }: Coded, { bad, malformed, marked }: OddCodes): ReadonlySet<string> {
  const padded = new Set<string>()
  for (const { value, forms } of codes) {
    const [code] = forms
    if (code === undefined) malformed.push({ id, value })
    else {
      if (!forms.some(hasValidCheckDigit) && !padded.has(code)) bad.push({ id, value })
      if (bareCode(value) !== value) marked.push({ id, value })
      padded.add(code)
    }
  }
  return padded
}

function distinct(codes: Code[]): Code[] {
  return codes.length < 2 ? codes : [...new Map(codes.map((code) => [code.value, code])).values()]
}

function alikeSkus(skus: string[]): Findings<string[]> {
  const groups = new Map<string, string[]>()
  for (const sku of skus) addTo(groups, loose(sku), sku)
  return findings([...groups.values()].filter((group) => group.length > 1))
}

function findings<T>(list: T[]): Findings<T> {
  return { count: list.length, first: list.slice(0, NAMED) }
}
