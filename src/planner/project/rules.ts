import { either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { pointerOf } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { FieldTraits, KindTraits } from '../../model/kinds.ts'
import type { Provenance } from '../../model/plan.ts'
import { interned, templateOrigin } from '../../model/provenance.ts'
import type { AttributeSpec, Override } from '../../model/settings.ts'
import type { SourceFacts } from '../../model/source.ts'
import { encodeValue } from '../../model/values.ts'
import { overrideOrigin } from '../match/overrides.ts'
import type { Listing } from '../types.ts'
import { fillTemplate, isPlainField, type Reader, readerOf } from './expressions.ts'

/** A spec made ready for many listings. */
export interface FieldRule {
  spec: AttributeSpec
  path: string
  pointer: string
  field: FieldTraits
  read: Reader | null
  /** Allowed values of a choice; `null`: any. */
  options: ReadonlySet<string> | null
  /** One object for all values from one place: there are many values, and few places. */
  origins: Map<string, Provenance>
}

/** True for fields of this product that people said are theirs. */
export function isKept({ override }: Pick<Listing, 'override'>, label: string): boolean {
  return override?.keep?.includes(label) ?? false
}

/** `options`: what choices allow by their definitions. */
export function prepareRules(
  specs: AttributeSpec[],
  kind: KindTraits,
  options: ReadonlyMap<string, ReadonlySet<string>>,
): FieldRule[] {
  return specs.map((spec) => {
    const path = kind.pathOf(spec.label)
    const field = kind.field(path)
    return {
      // What cannot be empty is not cleared.
      spec: spec.clear && objectionTo(field, null) !== null ? { ...spec, clear: false } : spec,
      path,
      pointer: pointerOf(path, kind.groups),
      field,
      read: spec.from === null ? null : readerOf(spec.from),
      options: field.options ?? options.get(path) ?? null,
      origins: new Map(),
    }
  })
}

function objectionTo(field: FieldTraits, value: Json): string | null {
  return field.objection?.(value) ?? null
}

export interface DesiredValue {
  value: Json
  provenance: Provenance
  /** What the source says where an override says something else. */
  replaced?: { value: Json; provenance: Provenance }
}

/** Where problems go. */
export interface FieldContext {
  scope: string
  report: (diagnostic: Diagnostic) => void
}

/** What a field should hold, as it would be written; `null` in `value` when nothing usable is said. */
export function desiredValue(listing: Listing, rule: FieldRule, context: FieldContext): DesiredValue {
  const overridden = listing.override?.attributes?.[rule.spec.label]
  if (overridden === undefined) return sourceValue(listing, rule, context)
  const provenance = overrideOrigin(listing.override as Override, `attributes.${rule.spec.label}`)
  const desired = encoded(listing, { rule, raw: overridden, provenance }, context)
  const { value, provenance: origin } = sourceValue(listing, rule, { ...context, report: () => undefined })
  return { ...desired, replaced: { value, provenance: origin } }
}

/** What the source or the template says, whatever people decided. */
function sourceValue(listing: Listing, rule: FieldRule, context: FieldContext): DesiredValue {
  const { raw, provenance, error, exhausted } = rule.read
    ? fromItem(listing, rule)
    : fromTemplate(listing, rule, context)
  if (exhausted) context.report(tooMuch(rule, error))
  if (error !== undefined) return heldBack(listing, { rule, context, problem: error, provenance })
  return encoded(listing, { rule, raw, provenance }, context)
}

interface Raw {
  raw: Json
  provenance: Provenance
  error?: string
  exhausted?: true
}

function encoded(
  listing: Listing,
  { rule, raw, provenance }: Raw & { rule: FieldRule },
  context: FieldContext,
): DesiredValue {
  const result = encodeValue(rule.field.holds, raw)
  if (!result.ok) return heldBack(listing, { rule, context, problem: result.message, provenance })
  const { value } = result
  const problem = problemWith(value, { rule, raw, provenance })
  return problem === null ? { value, provenance } : heldBack(listing, { rule, context, problem, provenance })
}

function problemWith(value: Json, { rule, raw, provenance }: Raw & { rule: FieldRule }): string | null {
  if (value === null) return null
  const wrong = tooMany(value, rule.field) ?? objectionTo(rule.field, value) ?? misplacedDay(raw, { rule, provenance })
  if (wrong !== null || rule.options === null) return wrong
  const stranger = [value].flat().find((one) => one !== null && !rule.options?.has(String(one)))
  return stranger === undefined ? null : `("${String(stranger)}") is not one of its options`
}

function tooMany(value: Json, { most = Number.POSITIVE_INFINITY }: FieldTraits): string | null {
  return Array.isArray(value) && value.length > most
    ? `has ${value.length} members, of which ${most} ${either(most, 'fits', 'fit')}`
    : null
}

/** Only a template of the workspace means the day of the apply. */
function misplacedDay(raw: Json, { rule, provenance }: { rule: FieldRule; provenance: Provenance }): string | null {
  const isTemplate = provenance.source === templateOrigin(rule.spec.label).source
  return rule.field.holds === 'date' && raw === '{today}' && !isTemplate ? 'is not a date' : null
}

function fromItem(listing: Listing, rule: FieldRule): Raw {
  const { item, match } = listing
  const expression = rule.spec.from as string
  const canonical_sku = match.status === 'matched' ? match.sku : null
  if (expression === 'canonical_sku') return { raw: canonical_sku, provenance: matchOrigin(listing, rule) }
  const provenance = itemOrigin(listing, rule)
  if (isPlainField(expression)) return { raw: (item.fields[expression] ?? null) as Json, provenance }
  const result = (rule.read as Reader)({ ...item.fields, canonical_sku })
  const { value: raw, ...problem } = result
  return { raw, provenance, ...problem }
}

function itemOrigin({ item, facts, override }: Listing, rule: FieldRule): Provenance {
  const expression = rule.spec.from as string
  if (override?.parent !== undefined && namesParents(expression, facts)) return overrideOrigin(override, 'parent')
  return interned(rule.origins, facts.name, item.paths[expression] ?? facts.paths[expression] ?? expression)
}

function namesParents(expression: string, { parents }: SourceFacts): boolean {
  return expression === parents.first || expression === parents.all || expression === `${parents.all}[0]`
}

function matchOrigin({ match, override }: Listing, rule: FieldRule): Provenance {
  if (override?.canonical !== undefined) return overrideOrigin(override, 'canonical')
  return interned(rule.origins, 'match', match.status === 'matched' ? match.method : 'none')
}

function fromTemplate(listing: Listing, rule: FieldRule, context: FieldContext): Raw {
  const { item, facts, key } = listing
  const { source: file, path } = templateOrigin(rule.spec.label)
  const provenance = interned(rule.origins, file, path)
  const value = rule.spec.value
  if (typeof value !== 'string') return { raw: value, provenance }
  const canonical_sku = listing.match.status === 'matched' ? listing.match.sku : null
  const { parents } = facts
  const { source, shop, id } = item.ref
  const own = { [facts.id.placeholder]: id, [facts.shop.placeholder]: shop, [parents.first]: item.parents[0] ?? null }
  const fields = { source, shop, id, ...own, sku: key, canonical_sku, scope: context.scope }
  return { raw: fillTemplate(value, fields), provenance }
}

interface Problem {
  rule: FieldRule
  context: FieldContext
  problem: string
  provenance: Provenance
}

function heldBack(listing: Listing, { rule, context, problem, provenance }: Problem): DesiredValue {
  const { override } = listing
  const place = override?.places?.[`attributes.${rule.spec.label}`] ?? rule.spec.position
  context.report(
    diagnostic({
      severity: 'warning',
      code: 'value-held-back',
      message: `${rule.spec.label} of ${listing.item.ref.id} is left alone: the value from ${provenance.path} ${problem}.`,
      address: listing.address,
      ...place,
      hint: 'Change the expression, add the option to the spec, or correct the value at the source.',
    }),
  )
  return { value: null, provenance }
}

/** Said of the rule, not of a listing: whichever came first, the expression has to change. */
function tooMuch({ spec }: FieldRule, reason = ''): Diagnostic {
  return diagnostic({
    severity: 'error',
    code: 'expression-too-large',
    message: `${spec.label}.from asks for too much: ${reason}.`,
    ...spec.position,
    hint: 'Read less, or the fields themselves.',
  })
}
