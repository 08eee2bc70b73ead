import { either } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { pointerOf } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { FieldTraits, KindTraits } from '../../model/kinds.ts'
import type { Provenance } from '../../model/plan.ts'
import { interned, policyOrigin, templateOrigin } from '../../model/provenance.ts'
import type { AttributeSpec, Override } from '../../model/settings.ts'
import type { SourceFacts } from '../../model/source.ts'
import { encodeValue } from '../../model/values.ts'
import { overrideOrigin } from '../match/overrides.ts'
import type { Listing } from '../types.ts'
import { fillTemplate, isPlainField, type Reader, readerOf, seesAll } from './expressions.ts'
import { type NamedReading, namedReadings, namedTogether } from './named.ts'
import { type Reading, type Refinement, refined, refinementOf, type Said } from './refine.ts'

/** A spec made ready for many listings. */
export interface FieldRule {
  spec: AttributeSpec
  path: string
  pointer: string
  field: FieldTraits
  read: Reader | null
  /** Of a rule that gives values under names: how each is read. */
  named?: readonly NamedReading[]
  /** What is done with what it reads; absent: it is taken as it is. */
  refinement?: Refinement
  /** Allowed values of a choice; `null`: any. */
  options: ReadonlySet<string> | null
  /** One object for all values from one place: there are many values, and few places. */
  origins: Map<string, Provenance>
  /** Of a value that the workspace gives: where, and whether it is the same for all listings. */
  template: { origin: Provenance; isFixed: boolean }
}

/** True for fields of this product that people said are theirs. */
export function isKept({ override, also = [] }: Pick<Listing, 'override' | 'also'>, label: string): boolean {
  return (override?.keep?.includes(label) ?? false) || also.some((one) => isKept(one, label))
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
    const refinement = refinementOf(spec, field)
    return {
      // What cannot be empty is not cleared.
      spec: spec.clear && objectionTo(field, null) !== null ? { ...spec, clear: false } : spec,
      path,
      pointer: pointerOf(path, kind.groups),
      field,
      read: spec.from === null ? null : readerOf(spec.from),
      options: field.options ?? options.get(path) ?? null,
      origins: new Map(),
      template: templateOf(spec),
      ...(refinement && { refinement }),
      ...(spec.named && { named: namedReadings(spec.named) }),
    }
  })
}

/** What is known of a value of the workspace's own, or of the target's, before any listing is. */
export function templateOf({ label, value, given }: AttributeSpec): FieldRule['template'] {
  if (given !== undefined) return { origin: policyOrigin(given.origin), isFixed: true }
  return { origin: templateOrigin(label), isFixed: typeof value !== 'string' || !PLACEHOLDER.test(value) }
}

function objectionTo(field: FieldTraits, value: Json): string | null {
  return field.objection?.(value) ?? null
}

/** `{today}` is filled by the apply. */
const PLACEHOLDER = /\{(?!today\})[a-z_]+\}/

export interface DesiredValue {
  value: Json
  provenance: Provenance
  /** The source says nothing, and the rule's default stands in: never in the place of a live value. */
  defaulted?: true
  /** Something is said that cannot be written: what is there is left alone. */
  unusable?: true
  /** What the source says where an override says something else. */
  replaced?: { value: Json; provenance: Provenance }
}

/** Where problems go. */
export interface FieldContext {
  scope: string
  report: (diagnostic: Diagnostic) => void
  /** Told where several sources speak for one resource and differ; absent where nobody wants to know. */
  differing?: (difference: Difference) => void
}

/** What one place says. */
export interface VoiceSaid {
  voice: Listing
  desired: DesiredValue
}

/** Sources that differ about a field. */
export interface Difference {
  label: string
  address: string
  first: VoiceSaid
  other: VoiceSaid
}

/** What one listing says of a field; `null` in `value` when that is nothing usable. */
export function saidBy(listing: Listing, rule: FieldRule, context: FieldContext): DesiredValue {
  const overridden = listing.override?.attributes?.[rule.spec.label]
  if (overridden === undefined) return sourceValue(listing, rule, context)
  const provenance = overrideOrigin(listing.override as Override, `attributes.${rule.spec.label}`)
  const desired = encoded(listing, { rule, raw: overridden, provenance }, context)
  const { value, provenance: origin } = sourceValue(listing, rule, { ...context, report: () => undefined })
  return { ...desired, replaced: { value, provenance: origin } }
}

/** What the source or the template says, whatever people decided. */
function sourceValue(listing: Listing, rule: FieldRule, context: FieldContext): DesiredValue {
  const said = saidOf(listing, rule, context)
  const { error, exhausted } = said
  if (exhausted) context.report(tooMuch(rule, error))
  if (error !== undefined) return heldBack(listing, { rule, context, problem: error, provenance: said.provenance })
  return encoded(listing, said, context)
}

function saidOf(listing: Listing, rule: FieldRule, context: FieldContext): Raw {
  const { read, refinement, spec, named } = rule
  if (named)
    return namedTogether(
      named.map((one) => ({ name: one.name, ...fromItem(listing, rule, one) })),
      rule,
    )
  if (refinement) {
    const all = refinement.readings.map((reading) => fromItem(listing, rule, reading))
    return refined(all, refinement, listing)
  }
  return read && spec.from !== null
    ? fromItem(listing, rule, { expression: spec.from, read })
    : fromTemplate(listing, rule, context)
}

interface Raw extends Said {
  rule: FieldRule
  defaulted?: true
}

function encoded(listing: Listing, said: Raw, context: FieldContext): DesiredValue {
  const { rule, provenance } = said
  const result = encodeValue(rule.field.holds, said.raw)
  if (!result.ok) return heldBack(listing, { rule, context, problem: result.message, provenance })
  const { form } = rule.field
  const value = form && result.value !== null ? form(result.value) : result.value
  const problem = problemWith(value, said)
  if (problem !== null) return heldBack(listing, { rule, context, problem, provenance })
  return { value, provenance, ...(said.defaulted && { defaulted: true }) }
}

function problemWith(value: Json, said: Raw): string | null {
  if (value === null) return null
  const { rule } = said
  const wrong = tooMany(value, rule.field) ?? objectionTo(rule.field, value) ?? misplacedDay(said)
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
function misplacedDay({ raw, rule: { field, template }, provenance }: Raw): string | null {
  return field.holds === 'date' && raw === '{today}' && provenance.source !== template.origin.source
    ? 'is not a date'
    : null
}

function fromItem(listing: Listing, rule: FieldRule, { expression, read }: Reading): Raw {
  const { item, match } = listing
  const canonical_sku = match.status === 'matched' ? match.sku : null
  if (expression === 'canonical_sku') return { rule, raw: canonical_sku, provenance: matchOrigin(listing, rule) }
  const provenance = itemOrigin(listing, rule, expression)
  if (isPlainField(expression)) return { rule, raw: (item.fields[expression] ?? null) as Json, provenance }
  const result = read(seesAll(expression) ? { ...item.fields, canonical_sku } : item.fields)
  const { value: raw, ...problem } = result
  return { rule, raw, provenance, ...problem }
}

function itemOrigin({ item, facts, override }: Listing, rule: FieldRule, expression: string): Provenance {
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
  const { origin: provenance, isFixed } = rule.template
  const value = rule.spec.value
  if (isFixed || typeof value !== 'string') return { rule, raw: value as Json, provenance }
  const canonical_sku = listing.match.status === 'matched' ? listing.match.sku : null
  const { parents } = facts
  const { source, shop, id } = item.ref
  const own = { [facts.id.placeholder]: id, [facts.shop.placeholder]: shop, [parents.first]: item.parents[0] ?? null }
  const fields = { source, shop, id, ...own, sku: key, canonical_sku, scope: context.scope }
  return { rule, raw: fillTemplate(value, fields), provenance }
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
  return { value: null, provenance, unusable: true }
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
