import { isEmpty, type Json } from '../../model/json.ts'
import { fingerprint, sameValue } from '../../model/values.ts'
import { type DesiredValue, desiredValue, type FieldRule, isKept } from '../project/rules.ts'
import type { Listing, Owned } from '../types.ts'
import { type Changes, type DiffContext, isLost } from './context.ts'
import { type Decision, decideField } from './decide.ts'

interface Field {
  rule: FieldRule
  owned: Owned
}

/** Compares one field of an existing resource, and adds it to its changes if it is to be written. */
export function changeField(
  listing: Listing,
  { rule, owned, changes }: Field & { changes: Changes },
  context: DiffContext,
): void {
  const { label, write } = rule.spec
  if (write !== 'always' && write !== 'if-empty') return
  if (isLost(rule.path, context) || isKept(listing, label)) return
  const live = owned.live.fields[rule.path] ?? null
  const desired = desiredValue(listing, rule, context.fields)
  const { value, provenance, replaced } = desired
  const decision = decideValue({ rule, owned, live, value, overridden: replaced !== undefined }, context)
  if (decision.report !== null) reportField(listing, { rule, owned, live, value, decision }, context)
  if (!decision.write) return
  put(changes, rule, { live, value, provenance })
  changes.compared.push(rule.path)
}

function put({ before, after, provenance }: Changes, { path }: FieldRule, given: DesiredValue & { live: Json }): void {
  before[path] = given.live
  after[path] = given.value
  provenance[path] = given.provenance
}

interface FieldValues extends Field {
  live: Json
  value: Json
  /** An override says so. */
  overridden?: boolean
}

/** What happens to one field of an existing resource. */
export function decideValue(
  { rule, live, value, owned, overridden = false }: FieldValues,
  { input, mayClear }: DiffContext,
): Decision {
  const { holds } = rule.field
  if (sameValue(holds, live, value)) return { write: false, report: null }
  const written = owned.baseline?.fields[rule.path]
  const is = (candidate: Json) => written !== undefined && fingerprint(holds, candidate, input.digest) === written
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

function reportField(listing: Listing, found: FieldValues & { decision: Decision }, context: DiffContext): void {
  const { rule, live, value, decision, owned } = found
  const written = owned.baseline?.fields[rule.path]
  const is = (candidate: Json) => fingerprint(rule.field.holds, candidate, context.input.digest) === written
  const last_written = is(value) ? value : is(live) ? live : null
  const entry = { address: listing.address, field: rule.pointer, last_written, live, desired: value }
  report(entry, decision, context)
}

type Entry = { address: string; field: string; last_written: Json; live: Json; desired: Json }

export function report(entry: Entry, decision: Decision, { found }: DiffContext): void {
  if (decision.report === 'drift') found.drift.push({ ...entry, decision: decision.write ? 'overwritten' : 'spared' })
  else if (decision.report !== null) found.conflicts.push({ ...entry, kind: decision.report })
}

/** Values that go along with any other change; an equal one would only be noise. */
export function addOnChange(
  listing: Listing,
  { owned, changes, rules }: { owned: Owned; changes: Changes; rules: readonly FieldRule[] },
  context: DiffContext,
): void {
  for (const rule of rules) {
    const { label, write } = rule.spec
    if (write !== 'on-change' || isLost(rule.path, context) || isKept(listing, label)) continue
    const live = owned.live.fields[rule.path] ?? null
    const { value, provenance } = desiredValue(listing, rule, context.fields)
    if (value === null || sameValue(rule.field.holds, live, value)) continue
    put(changes, rule, { live, value, provenance })
  }
}
