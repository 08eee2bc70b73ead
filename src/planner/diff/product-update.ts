import type { Json, JsonObject } from '../../model/json.ts'
import { isEmpty } from '../../model/json.ts'
import type { LiveProduct } from '../../model/live.ts'
import type { Operation } from '../../model/plan.ts'
import { productPrecondition } from '../../model/precondition.ts'
import { fingerprint, sameValue } from '../../model/values.ts'
import { desiredValue, type FieldRule, isKept } from '../project/desired-fields.ts'
import type { Listing, Owned } from '../types.ts'
import { type Decision, decideField } from './decide.ts'
import { operation } from './operation.ts'
import { type Changes, type Existing, report } from './product-changes.ts'
import { assignFamily, galleryPath, type ProductContext, setField, waitForDefinitions } from './product-context.ts'
import { changeImages } from './product-images.ts'

/** All changes of an existing product in one write, or `null` when it needs none. */
export function updateProduct(listing: Listing, existing: Existing, context: ProductContext): Operation | null {
  const { owned } = existing
  const changes: Changes = { before: {}, after: {}, fields: [], provenance: {} }
  if (context.parts.has('products')) {
    for (const rule of context.rules) changeField(listing, { rule, owned, changes }, context)
  }
  const images = context.parts.has('images') ? changeImages(listing, { ...existing, changes }, context) : null
  const family = changeFamily(owned.product, changes, context)
  if (Object.keys(changes.after).length === 0) return null

  const { input } = context
  const compared = [...changes.fields, ...(family ? ['family'] : [])]
  const reason = reasonOf(compared)
  addOnChange(listing, { owned, changes }, context)
  const precondition = productPrecondition(
    {
      fields: changes.fields,
      live: owned.product,
      baselineLabel: input.traits.baseline.label,
      kinds: context.definitions.kindOf,
    },
    input.digest,
  )
  const { before, after } = changes
  const update = operation(
    { action: 'update', address: listing.address, targetId: owned.product.id, before, after, reason, precondition },
    input.digest,
  )
  update.provenance = changes.provenance
  const gallery = galleryPath(context)
  update.baseline = {
    fields: changes.fields.filter((path) => path !== gallery),
    ...(images?.baseline ? { images: images.baseline } : {}),
    links: context.linkSources(listing),
    item: listing.item.key,
  }
  images?.attachTo(update)
  waitForDefinitions(
    update,
    [...Object.keys((after.attributes ?? {}) as JsonObject), input.traits.baseline.label],
    context.definitions,
  )
  if (family) assignFamily(update, context)
  return update
}

function changeField(
  listing: Listing,
  { rule, owned, changes }: { rule: FieldRule; owned: Owned; changes: Changes },
  context: ProductContext,
): void {
  if (rule.spec.write !== 'always' && rule.spec.write !== 'if-empty') return
  if (context.definitions.unavailable.has(rule.spec.label) || isKept(listing, rule.spec.label)) return
  const live = liveValue(owned.product, rule.path)
  const { value, provenance, replaced } = desiredValue(listing, rule, context.fields)
  const decision = decideValue({ rule, live, value, owned, overridden: replaced !== undefined }, context)
  if (decision.report !== null) reportField(listing, { rule, live, value, decision, owned }, context)
  if (!decision.write) return
  setField(changes.before, rule.path, live)
  setField(changes.after, rule.path, value)
  changes.fields.push(rule.path)
  changes.provenance[rule.pointer] = provenance
}

interface FieldValues {
  rule: FieldRule
  live: Json
  value: Json
  owned: Owned
  /** An override says so. */
  overridden?: boolean
}

/** What happens to one field of an existing product. */
export function decideValue(
  { rule, live, value, owned, overridden = false }: FieldValues,
  { input, mayClear }: ProductContext,
): Decision {
  if (sameValue(rule.kind, live, value)) return { write: false, report: null }
  const written = owned.baseline?.fields[rule.path]
  const is = (candidate: Json) => written !== undefined && fingerprint(rule.kind, candidate, input.digest) === written
  const facts = {
    rule: rule.spec.write,
    same: false,
    liveEmpty: isEmpty(live),
    desiredEmpty: isEmpty(value),
    clear: rule.spec.clear && mayClear,
    hasBaseline: written !== undefined,
    liveIsBaseline: is(live),
    desiredIsBaseline: is(value),
    overridden: overridden && value !== null,
  }
  return decideField(facts, input.settings.policy)
}

function reportField(listing: Listing, found: FieldValues & { decision: Decision }, context: ProductContext): void {
  const { rule, live, value, decision, owned } = found
  const written = owned.baseline?.fields[rule.path]
  const is = (candidate: Json) => fingerprint(rule.kind, candidate, context.input.digest) === written
  const last_written = is(value) ? value : is(live) ? live : null
  const entry = { address: listing.address, field: rule.pointer, last_written, live, desired: value }
  report(entry, decision, context)
}

export function liveValue(product: LiveProduct, path: string): Json {
  if (path.startsWith('attributes.')) return product.attributes[path.slice('attributes.'.length)] ?? null
  return product[path as 'label' | 'gtin' | 'status'] ?? null
}

/** A product that lost or never got its family; another family is a person's choice and stays. */
function changeFamily(product: LiveProduct, changes: Changes, { input, parts }: ProductContext): boolean {
  const family = input.live.family
  if (!parts.has('products') || family === null || product.family !== null) return false
  changes.before.family = null
  changes.after.family = family.name
  return true
}

/** Values that go along with any other change; an equal one would only be noise. */
function addOnChange(
  listing: Listing,
  { owned, changes }: { owned: Owned; changes: Changes },
  context: ProductContext,
): void {
  for (const rule of context.rules) {
    const { label, write } = rule.spec
    if (write !== 'on-change' || context.definitions.unavailable.has(label) || isKept(listing, label)) continue
    const live = liveValue(owned.product, rule.path)
    const { value, provenance } = desiredValue(listing, rule, context.fields)
    if (value === null || sameValue(rule.kind, live, value)) continue
    setField(changes.before, rule.path, live)
    setField(changes.after, rule.path, value)
    changes.provenance[rule.pointer] = provenance
  }
}

const NAMED_IN_REASON = 3

function reasonOf(fields: string[]): string {
  const names = fields.map((path) => path.replace('attributes.', ''))
  const shown = names.slice(0, NAMED_IN_REASON).join(', ')
  return names.length > NAMED_IN_REASON
    ? `${shown} and ${names.length - NAMED_IN_REASON} more differ`
    : `${shown} ${names.length === 1 ? 'differs' : 'differ'}`
}
