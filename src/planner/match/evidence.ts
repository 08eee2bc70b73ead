import type { Disagreement } from '../../model/match-report.ts'
import { shownCode } from '../../model/text.ts'
import type { Candidate, Listing, Match, Matchable } from '../types.ts'
import { byIdentifier, type Found, few, MOST_CANDIDATES } from './by-identifier.ts'
import type { CanonicalIndex } from './canonical-index.ts'
import { allCodes, IDENTIFIER_METHODS } from './identifiers.ts'
import { byModelNumber, byModelSize, byPartNumber, byStyle, contradictions, modelOf } from './model-number.ts'
import { loose } from './near.ts'

/** Shared by all matches that nothing contradicts. */
const NONE: Disagreement[] = []

/** Finds the canonical product of one listing, with the evidence. An override decides whatever the evidence says. */
export function matchListing(listing: Matchable, index: CanonicalIndex): Match {
  const canonical = listing.override?.canonical
  if (canonical === undefined) return matchEvidence(listing, index)
  if (canonical === 'none') return { status: 'none' }
  return {
    status: 'matched',
    method: 'override',
    sku: canonical,
    value: listing.item.ref.id,
    canonicalValue: canonical,
    disagreed: NONE,
  }
}

/** The first method that names a canonical product decides; several products leave it open. */
export function matchEvidence(listing: Matchable, index: CanonicalIndex): Match {
  const [first, ...later] = candidateGroups(listing, index)
  if (!first) return unmatched(listing, index)
  if (first.candidates.length > 1) return ambiguous(first)
  const [match] = first.candidates as [Candidate]
  const { sku, method, value, canonicalValue } = match
  const others = [...later, few(contradictions(listing, match, index))]
  return {
    status: 'matched',
    method,
    sku,
    value,
    canonicalValue,
    ...disagreement(sku, others),
    ...(match.guess ? { guess: true as const } : {}),
  }
}

function disagreement(sku: string, others: Found[]): { disagreed: Disagreement[]; more?: number } {
  const contrary = others.flatMap(({ candidates }) => candidates.filter((other) => other.sku !== sku))
  if (contrary.length === 0) return { disagreed: NONE }
  const named = contrary
    .slice(0, MOST_CANDIDATES)
    .map(({ method, value, sku: other }) => ({ method, value, sku: other }))
  const all = others.reduce((sum, { candidates, more, has }) => sum + candidates.length + more - (has(sku) ? 1 : 0), 0)
  return { disagreed: named, ...moreThan(all - named.length) }
}

/** How many are not listed, where there are any. */
function moreThan(more: number): { more?: number } {
  return more > 0 ? { more } : {}
}

/** One identifier on several products is a duplicate there; several identifiers that part ways are one here. */
function ambiguous({ candidates, more, parted }: Found): Match {
  const code = parted ? 'different-identifiers' : 'same-identifier'
  const named = candidates.map(({ sku, method, value }) => ({ sku, method, value }))
  return { status: 'ambiguous', code, candidates: named, ...moreThan(more) }
}

/** Candidates by method, in the order in which methods decide; methods without candidates are left out. */
function candidateGroups(listing: Matchable, index: CanonicalIndex): Found[] {
  const { item } = listing
  const groups = IDENTIFIER_METHODS.map((method) => byIdentifier(item, method, index))
  if (item.role === 'parent') {
    groups.push(few(byModelNumber(item, index)))
    if (index.match.model_fallbacks && modelOf(item) === null)
      groups.push(few(byPartNumber(item, index)), few(byStyle(item, index)))
  } else if (index.match.model_size && groups.every(({ candidates }) => candidates.length === 0)) {
    groups.push(few(byModelSize(item, index)))
  }
  return groups.filter(({ candidates }) => candidates.length > 0)
}

function unmatched({ item }: Matchable, index: CanonicalIndex): Match {
  const model = modelOf(item)
  const alike = model === null ? [] : (index.byLooseSku.get(loose(model)) ?? [])
  const likely = item.role === 'parent' ? alike : []
  const named = [...byPartNumber(item, index), ...byStyle(item, index)].map(({ sku }) => sku)
  const others = [...new Set(named)].filter((sku) => likely.length === 0 || loose(sku) !== loose(model ?? ''))
  const near = [...likely.slice(0, MOST_CANDIDATES - others.length), ...others]
  const reason = reasonOf(item, { alike: alike.length > 0, one: index.kind.noun[0] })
  if (near.length === 0 && reason === NO_CODES) return UNMATCHED_WITHOUT_CODES
  return { status: 'unmatched', ...reason, near, ...moreThan(likely.length + others.length - near.length) }
}

const NO_CODES = { code: 'no-identifier', message: 'It has no GTIN, EAN or UPC.' }
/** Shared: in some catalogues it is what is known of every listing. */
const UNMATCHED_WITHOUT_CODES: Match = { status: 'unmatched', ...NO_CODES, near: [] }

/** `alike`: its model number is a SKU, give or take case and spaces. */
function reasonOf(
  item: Listing['item'],
  { alike, one }: { alike: boolean; one: string },
): { code: string; message: string } {
  const codes = [...new Set(allCodes(item).map(({ value }) => shownCode(value)))]
  if (codes.length > 0) {
    const model =
      item.role !== 'parent' && alike ? `; its model number ${item.names.model} names a style and is no evidence` : ''
    return { code: 'unknown-identifier', message: `No canonical ${one} has ${codes.join(', ')}${model}.` }
  }
  if (item.role !== 'parent') return NO_CODES
  const model = modelOf(item)
  if (model !== null) {
    const message = `No canonical ${one} has SKU ${model} (a variation parent has no GTIN).`
    return { code: 'unknown-model', message }
  }
  return { code: 'no-model', message: 'It has no model number (a variation parent has no GTIN).' }
}
