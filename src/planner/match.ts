import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { gtin14 } from '../model/gtin.ts'
import type { CatalogueItem } from '../model/item.ts'
import type { LiveProduct } from '../model/live.ts'
import type { CanonicalSettings, Override } from '../model/settings.ts'
import { codesOf, IDENTIFIER_METHODS } from './identifiers.ts'
import type { Listing, Match } from './types.ts'

/** Canonical products by what listings can name them by. */
export interface CanonicalIndex {
  /** By code padded to 14 digits. */
  byCode: Map<string, { sku: string; value: string }[]>
  skus: Set<string>
  /** Exact SKUs by their spelling without case and spaces, to recognise a near miss. */
  byLooseSku: Map<string, string[]>
}

type Candidate = { sku: string; method: string; value: string; canonicalValue: string }

export function indexCanonical(products: LiveProduct[], settings: CanonicalSettings): CanonicalIndex {
  const index: CanonicalIndex = { byCode: new Map(), skus: new Set(), byLooseSku: new Map() }
  for (const product of products) {
    index.skus.add(product.sku)
    push(index.byLooseSku, loose(product.sku), product.sku)
    const codes = new Map<string, string>()
    for (const column of settings.identifiers) {
      const value = identifierOf(product, column)
      const code = value === null ? null : gtin14(value)
      if (code !== null && value !== null && !codes.has(code)) codes.set(code, value)
    }
    for (const [code, value] of codes) push(index.byCode, code, { sku: product.sku, value })
  }
  return index
}

function identifierOf(product: LiveProduct, column: string): string | null {
  const value = column === 'gtin' ? product.gtin : product.attributes[column.slice('attributes.'.length)]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function loose(sku: string): string {
  return sku.replace(/\s/g, '').toLowerCase()
}

/** Finds the canonical product of one listing, with the evidence, and says what disagrees with it. */
export function matchListing(
  listing: Pick<Listing, 'item' | 'class' | 'override' | 'address'>,
  index: CanonicalIndex,
  report: (diagnostic: Diagnostic) => void,
): Match {
  if (listing.override?.canonical !== undefined) return matchOverride(listing.override, index, report)
  const groups = candidateGroups(listing, index)
  const [first, ...later] = groups
  if (!first) return explainUnmatched(listing, index, report)
  const skus = new Set(first.map(({ sku }) => sku))
  if (skus.size > 1) return { status: 'ambiguous', code: 'several-candidates', candidates: first.map(withoutCanonical) }
  const [match] = first as [Candidate]
  reportDisagreement(listing, { match, later: later.flat(), index }, report)
  return {
    status: 'matched',
    method: match.method,
    sku: match.sku,
    value: match.value,
    canonicalValue: match.canonicalValue,
  }
}

function withoutCanonical({ sku, method, value }: Candidate): { sku: string; method: string; value: string } {
  return { sku, method, value }
}

function matchOverride(override: Override, index: CanonicalIndex, report: (diagnostic: Diagnostic) => void): Match {
  const sku = override.canonical as string
  if (sku === 'none') return { status: 'none' }
  if (!index.skus.has(sku)) {
    report(
      diagnostic({
        severity: 'error',
        code: 'override-unknown-canonical',
        message: `The override of ${override.asin} names canonical SKU ${sku}, which the account does not hold.`,
        ...override.position,
        hint: nearHint(index.byLooseSku.get(loose(sku)) ?? []) ?? 'Correct the SKU, or use "canonical: none".',
      }),
    )
  }
  return { status: 'matched', method: 'override', sku, value: override.asin, canonicalValue: sku }
}

function nearHint(skus: string[]): string | null {
  return skus.length > 0 ? `The account has ${skus.join(', ')}: SKUs are matched exactly.` : null
}

/** Candidates by method, in the order in which methods decide; methods without candidates are left out. */
function candidateGroups(
  { item, class: itemClass }: Pick<Listing, 'item' | 'class'>,
  index: CanonicalIndex,
): Candidate[][] {
  const groups = IDENTIFIER_METHODS.map((method) => byIdentifier(item, method, index))
  if (itemClass === 'parent') groups.push(byModelNumber(item, index))
  return groups.filter((group) => group.length > 0)
}

function byIdentifier(
  item: CatalogueItem,
  method: (typeof IDENTIFIER_METHODS)[number],
  index: CanonicalIndex,
): Candidate[] {
  const found = new Map<string, Candidate>()
  for (const value of codesOf(item, method)) {
    const code = gtin14(value)
    for (const hit of code === null ? [] : (index.byCode.get(code) ?? [])) {
      if (!found.has(hit.sku)) found.set(hit.sku, { sku: hit.sku, method, value, canonicalValue: hit.value })
    }
  }
  return [...found.values()]
}

/** Only a parent's model number names its style; a child's may lie. */
function byModelNumber(item: CatalogueItem, index: CanonicalIndex): Candidate[] {
  const model = item.model_number?.trim()
  if (!model || !index.skus.has(model)) return []
  return [{ sku: model, method: 'model_number', value: model, canonicalValue: model }]
}

interface Decision {
  match: Candidate
  later: Candidate[]
  index: CanonicalIndex
}

function reportDisagreement(
  { item, class: itemClass, address }: Pick<Listing, 'item' | 'class' | 'address'>,
  { match, later, index }: Decision,
  report: (diagnostic: Diagnostic) => void,
): void {
  const others = later
    .filter(({ sku }) => sku !== match.sku)
    .map(({ method, value, sku }) => `its ${method} ${value} points to ${sku}`)
  const part = item.part_number?.trim()
  if (itemClass === 'parent' && part && part !== match.sku && index.skus.has(part)) {
    others.push(`its part number ${part} is the SKU of another product`)
  }
  if (others.length === 0) return
  report(
    diagnostic({
      severity: 'warning',
      code: 'match-disagrees',
      message: `${item.asin} is matched to ${match.sku} by ${match.method} ${match.value}, but ${others.join(' and ')}.`,
      address,
      hint: `If ${match.sku} is wrong, say so in specs/overrides: ${item.asin}: { canonical: SKU }.`,
    }),
  )
}

function explainUnmatched(
  { item, class: itemClass, address }: Pick<Listing, 'item' | 'class' | 'address'>,
  index: CanonicalIndex,
  report: (diagnostic: Diagnostic) => void,
): Match {
  const near = item.model_number === null ? [] : (index.byLooseSku.get(loose(item.model_number)) ?? [])
  if (itemClass === 'parent' && near.length > 0) {
    const message = `The model number ${item.model_number} of ${item.asin} differs from SKU ${near.join(', ')} in case or spaces.`
    report(
      diagnostic({
        severity: 'warning',
        code: 'near-sku',
        message,
        address,
        hint: 'Correct one of them, or add an override.',
      }),
    )
  }
  const codes = [...new Set(IDENTIFIER_METHODS.flatMap((method) => codesOf(item, method)))]
  if (codes.length > 0) {
    const lying = itemClass !== 'parent' && near.length > 0
    const model = lying ? `; its model number ${item.model_number} names a style and is no evidence` : ''
    return {
      status: 'unmatched',
      code: 'unknown-identifier',
      message: `No canonical product has ${codes.join(', ')}${model}.`,
    }
  }
  if (itemClass !== 'parent')
    return { status: 'unmatched', code: 'no-identifier', message: 'It has no GTIN, EAN or UPC.' }
  const model =
    item.model_number === null ? 'It has no model number' : `No canonical product has SKU ${item.model_number}`
  return { status: 'unmatched', code: 'unknown-model', message: `${model} (a variation parent has no GTIN).` }
}
