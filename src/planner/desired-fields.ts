import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { CatalogueItem } from '../model/item.ts'
import type { Json } from '../model/json.ts'
import type { ValueKind } from '../model/live.ts'
import type { Provenance } from '../model/plan.ts'
import type { AttributeSpec } from '../model/settings.ts'
import { encodeValue } from '../model/values.ts'
import { fillTemplate, isPlainField, type Reader, readerOf } from './expressions.ts'
import type { KindOf, Listing } from './types.ts'

/** The product's own fields, which are not attributes. */
export const OWN_FIELDS = ['label', 'gtin', 'status']

/** A spec made ready for many listings. */
export interface FieldRule {
  spec: AttributeSpec
  /** `label` or `attributes.amazon_title`. */
  path: string
  /** `/label` or `/attributes/amazon_title`. */
  pointer: string
  kind: ValueKind
  read: Reader | null
  /** Allowed values of a choice; `null`: any. */
  options: ReadonlySet<string> | null
}

export function pathOf(label: string): string {
  return OWN_FIELDS.includes(label) ? label : `attributes.${label}`
}

export function pointerOf(path: string): string {
  return `/${path.replace('.', '/')}`
}

/** `optionsOf` gives what a choice attribute allows: those in the spec and those that the target has. */
export function prepareRules(
  specs: AttributeSpec[],
  kindOf: KindOf,
  optionsOf: (spec: AttributeSpec) => ReadonlySet<string> | null,
): FieldRule[] {
  return specs.map((spec) => {
    const path = pathOf(spec.label)
    const read = spec.from === null ? null : readerOf(spec.from)
    return { spec, path, pointer: pointerOf(path), kind: kindOf(path), read, options: optionsOf(spec) }
  })
}

export interface DesiredValue {
  value: Json
  provenance: Provenance
}

/** Where values come from, and where problems go. */
export interface FieldContext {
  source: string
  scope: string
  paths: { [field: string]: string }
  /** Filled as values are read. */
  places: Map<string, Provenance>
  report: (diagnostic: Diagnostic) => void
}

/** What the source says a field should hold, as it would be written; `null` in `value` when it says nothing usable. */
export function desiredValue(listing: Listing, rule: FieldRule, context: FieldContext): DesiredValue {
  const { raw, provenance, error } = rule.read ? fromItem(listing, rule, context) : fromTemplate(listing, rule, context)
  const problem = error ?? null
  if (problem !== null) return heldBack(listing, { rule, context, problem, provenance })
  const encoded = encodeValue(rule.kind, raw)
  if (!encoded.ok) return heldBack(listing, { rule, context, problem: encoded.message, provenance })
  const stranger =
    rule.options === null ? undefined : [encoded.value].flat().find((v) => v !== null && !rule.options?.has(String(v)))
  if (stranger !== undefined) {
    const problem = `"${String(stranger)}" is not one of its options`
    return heldBack(listing, { rule, context, problem, provenance })
  }
  return { value: encoded.value, provenance }
}

interface Raw {
  raw: Json
  provenance: Provenance
  error?: string
}

function fromItem(listing: Listing, rule: FieldRule, context: FieldContext): Raw {
  const expression = rule.spec.from as string
  const { match, item } = listing
  const canonical_sku = match.status === 'matched' ? match.sku : null
  if (expression === 'canonical_sku') {
    const method = match.status === 'matched' ? match.method : 'none'
    return { raw: canonical_sku, provenance: { source: 'match', path: method } }
  }
  const own = item.paths?.[expression]
  const provenance = own === undefined ? usualPlace(expression, context) : { source: context.source, path: own }
  if (isPlainField(expression)) return { raw: (item[expression as keyof CatalogueItem] ?? null) as Json, provenance }
  const result = (rule.read as Reader)({ ...item, canonical_sku })
  return { raw: result.value, provenance, ...(result.error === undefined ? {} : { error: result.error }) }
}

/** One object for all values from one place: a large plan names the same few places millions of times. */
function usualPlace(expression: string, { source, paths, places }: FieldContext): Provenance {
  const known = places.get(expression)
  if (known) return known
  const place = { source, path: paths[expression] ?? expression }
  places.set(expression, place)
  return place
}

function fromTemplate(listing: Listing, rule: FieldRule, context: FieldContext): Raw {
  const { item, sku } = listing
  const provenance = { source: 'attributes.yaml', path: `attributes.${rule.spec.label}.value` }
  const value = rule.spec.value
  if (typeof value !== 'string') return { raw: value, provenance }
  const canonical_sku = listing.match.status === 'matched' ? listing.match.sku : null
  const { asin, marketplace, parent_asin } = item
  const fields = { asin, marketplace, parent_asin, sku, canonical_sku, scope: context.scope }
  return { raw: fillTemplate(value, fields), provenance }
}

interface Problem {
  rule: FieldRule
  context: FieldContext
  problem: string
  provenance: Provenance
}

function heldBack(listing: Listing, { rule, context, problem, provenance }: Problem): DesiredValue {
  context.report(
    diagnostic({
      severity: 'warning',
      code: 'value-held-back',
      message: `${rule.spec.label} of ${listing.item.asin} is left alone: the value from ${provenance.path} ${sentence(problem)}.`,
      address: listing.address,
      file: rule.spec.position.file,
      line: rule.spec.position.line,
      column: rule.spec.position.column,
      hint: 'Change the expression, add the option to the spec, or correct the value at the source.',
    }),
  )
  return { value: null, provenance }
}

function sentence(problem: string): string {
  return problem.startsWith('"') ? `gives ${problem}` : problem
}
