import { fewOf } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { grouped } from '../../model/figures.ts'
import { hasValidCheckDigit } from '../../model/gtin.ts'
import type { Disagreement } from '../../model/match-report.ts'
import { shownCode } from '../../model/text.ts'
import type { Listing, PlanInput } from '../types.ts'
import type { CanonicalIndex } from './canonical-index.ts'
import { matchEvidence } from './evidence.ts'
import { codesOf, IDENTIFIER_METHODS } from './identifiers.ts'
import { modelOf } from './model-number.ts'
import { loose, type NearTexts } from './near.ts'
import { overrideKey } from './overrides.ts'

const NAMED = 5

export type Report = (diagnostic: Diagnostic) => void

/** What listings are matched with. */
export interface Matching {
  input: PlanInput
  index: CanonicalIndex
  /** SKUs that were probably meant. */
  near: NearTexts
}

/** Says what people should know about a listing's match: contradictions, near misses, bad codes, overrides. */
export function remarkOnMatch(listing: Listing, matching: Matching, report: Report): void {
  const { index } = matching
  remarkOnOverride(listing, matching, report)
  remarkOnDisagreement(listing, matching, report)
  remarkOnNearSku(listing, index, report)
  remarkOnCheckDigit(listing, report)
}

function remarkOnOverride({ override, item }: Listing, { index, near: nearTo }: Matching, report: Report): void {
  const sku = override?.canonical
  if (override === null || sku === undefined || sku === 'none') return
  const position = override.places?.canonical ?? override.position
  if (!index.skus.has(sku)) {
    const alike = index.byLooseSku.get(loose(sku)) ?? []
    const near = alike.length > 0 ? [] : nearTo(sku)
    const hint =
      alike.length > 0
        ? `The account has ${fewOf(alike, NAMED)}: SKUs are matched exactly.`
        : near.length > 0
          ? `Near are ${near.join(', ')}.`
          : 'Correct the SKU, or use "canonical: none".'
    const message = `The override of ${override.id} names canonical SKU ${sku}, which the account does not hold.`
    report(diagnostic({ severity: 'error', code: 'override-unknown-canonical', message, ...position, hint }))
    return
  }
  const without = matchEvidence({ item, override: null }, index)
  if (without.status !== 'matched' || without.sku !== sku) return
  const message = `The override of ${override.id} is no longer needed: ${without.method} ${without.value} leads to ${sku} by itself.`
  const hint = 'Remove "canonical", or the whole entry when it says nothing else.'
  report(diagnostic({ severity: 'info', code: 'override-dead', message, ...position, hint }))
}

function remarkOnDisagreement({ item, match, address }: Listing, { index, input }: Matching, report: Report): void {
  if (match.status !== 'matched' || match.disagreed.length === 0) return
  const others = match.disagreed.slice(0, NAMED).map((other) => contrary(other, index.kind))
  const rest = match.disagreed.length - others.length + (match.more ?? 0)
  if (rest > 0) others.push(`${grouped(rest)} more disagree`)
  const message = `${item.ref.id} is matched to ${match.sku} by ${match.method} ${match.value}, but ${others.join(' and ')}.`
  const hint = `If ${match.sku} is wrong, say so in specs/overrides: ${overrideKey(item.ref, input)}: { canonical: SKU }.`
  report(diagnostic({ severity: 'warning', code: 'match-disagrees', message, address, hint }))
}

function contrary({ method, value, sku }: Disagreement, { noun: [one] }: CanonicalIndex['kind']): string {
  if (method === 'part_number') return `its part number ${value} is the SKU of another ${one}`
  if (method === 'children') return `${value} belong to ${sku}`
  return `its ${method} ${value} points to ${sku}`
}

function remarkOnNearSku({ item, match, address }: Listing, index: CanonicalIndex, report: Report): void {
  const model = modelOf(item)
  if (item.role !== 'parent' || model === null || match.status !== 'unmatched') return
  const near = index.byLooseSku.get(loose(model)) ?? []
  if (near.length === 0) return
  const message = `The model number ${model} of ${item.ref.id} differs from SKU ${fewOf(near, NAMED)} in case or spaces.`
  const hint = 'Correct one of them, or add an override.'
  report(diagnostic({ severity: 'warning', code: 'near-sku', message, address, hint }))
}

/** Bad check digits are compared all the same; people should know that somebody may have mistyped them. */
function remarkOnCheckDigit({ item, address }: Listing, report: Report): void {
  for (const method of IDENTIFIER_METHODS) {
    for (const { value, forms } of codesOf(item, method)) {
      if (forms.length === 0 || forms.some(hasValidCheckDigit)) continue
      const message = `The check digit of ${method.toUpperCase()} ${shownCode(value)} of ${item.ref.id} is wrong; it is compared all the same.`
      report(diagnostic({ severity: 'warning', code: 'check-digit', message, address }))
      return
    }
  }
}
