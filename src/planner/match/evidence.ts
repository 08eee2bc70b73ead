import type { Disagreement } from '../../model/match-report.ts'
import { shownCode } from '../../model/text.ts'
import type { Candidate, Listing, Match, Matchable } from '../types.ts'
import type { CanonicalIndex } from './canonical-index.ts'
import { allCodes, codesOf, IDENTIFIER_METHODS, type IdentifierMethod } from './identifiers.ts'
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
  const skus = new Set(first.map(({ sku }) => sku))
  if (skus.size > 1) return ambiguous(first)
  const [match] = first as [Candidate]
  const others = [...later.flat(), ...contradictions(listing, match, index)].filter(({ sku }) => sku !== match.sku)
  const { sku, method, value, canonicalValue } = match
  return {
    status: 'matched',
    method,
    sku,
    value,
    canonicalValue,
    disagreed: others.length === 0 ? NONE : others.map((other) => pick(other)),
    ...(match.guess ? { guess: true as const } : {}),
  }
}

function pick({ method, value, sku }: Candidate): Disagreement {
  return { method, value, sku }
}

/** One identifier on several products is a duplicate there; several identifiers that part ways are one here. */
function ambiguous(candidates: Candidate[]): Match {
  const values = new Set(candidates.map(({ value }) => value))
  const code = values.size > 1 ? 'different-identifiers' : 'same-identifier'
  return { status: 'ambiguous', code, candidates: candidates.map(({ sku, method, value }) => ({ sku, method, value })) }
}

/** Candidates by method, in the order in which methods decide; methods without candidates are left out. */
function candidateGroups(listing: Matchable, index: CanonicalIndex): Candidate[][] {
  const { item } = listing
  const groups = IDENTIFIER_METHODS.map((method) => byIdentifier(item, method, index))
  if (item.role === 'parent') {
    groups.push(byModelNumber(item, index))
    if (index.match.model_fallbacks && modelOf(item) === null)
      groups.push(byPartNumber(item, index), byStyle(item, index))
  } else if (index.match.model_size && groups.every((group) => group.length === 0)) {
    groups.push(byModelSize(item, index))
  }
  return groups.filter((group) => group.length > 0)
}

function byIdentifier(item: Listing['item'], method: IdentifierMethod, index: CanonicalIndex): Candidate[] {
  const found: Candidate[] = []
  for (const { value, forms } of codesOf(item, method)) {
    for (const hit of forms.flatMap((form) => index.byCode.get(form) ?? [])) {
      if (found.some(({ sku }) => sku === hit.sku)) continue
      found.push({ sku: hit.sku, method, value, canonicalValue: hit.value })
    }
  }
  return found
}

function unmatched({ item }: Matchable, index: CanonicalIndex): Match {
  const model = modelOf(item)
  const alike = model === null ? [] : (index.byLooseSku.get(loose(model)) ?? [])
  const near = new Set(item.role === 'parent' ? alike : [])
  for (const { sku } of [...byPartNumber(item, index), ...byStyle(item, index)]) near.add(sku)
  const reason = reasonOf(item, { alike: alike.length > 0, one: index.kind.noun[0] })
  return { status: 'unmatched', ...reason, near: [...near] }
}

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
  if (item.role !== 'parent') return { code: 'no-identifier', message: 'It has no GTIN, EAN or UPC.' }
  const model = modelOf(item)
  if (model !== null) {
    const message = `No canonical ${one} has SKU ${model} (a variation parent has no GTIN).`
    return { code: 'unknown-model', message }
  }
  return { code: 'no-model', message: 'It has no model number (a variation parent has no GTIN).' }
}
