import { addressOf } from '../../model/address.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import { isShared, membersOf, printOf, provenPart } from '../../model/members.ts'
import type { Provenance } from '../../model/plan.ts'
import { isPlainField } from '../project/expressions.ts'
import { leaveDefault } from '../project/refine.ts'
import { type DesiredValue, type FieldRule, isKept } from '../project/rules.ts'
import { desiredValue } from '../project/voices.ts'
import type { Listing, Owned } from '../types.ts'
import { type Changes, type DiffContext, isLost } from './context.ts'
import { type Decision, decideField, NOTHING } from './decide.ts'
import { type FieldValues, isSame, withOurMembers } from './members.ts'
import { rulingOn } from './ruling.ts'

interface Field {
  rule: FieldRule
  owned: Owned
}

/** Compares one field of an existing resource, and adds it to its changes if it is to be written. */
export function changeField(
  listing: Listing,
  { rule: given, owned, changes }: Field & { changes: Changes },
  context: DiffContext,
): void {
  const rule = ruleFor(given, owned, context)
  const { label, write } = rule.spec
  if (write !== 'always' && write !== 'if-empty') return
  if (isLost(rule.path, context) || isKept(listing, label)) return
  const live = owned.live.fields[rule.path] ?? null
  const desired = desiredValue(listing, rule, context.fields)
  const { value, provenance, replaced } = desired
  const found = { rule, owned, live, value, overridden: replaced !== undefined, yields: yieldsTo(live, desired) }
  if (found.yields) noteYielding(listing, found, context)
  const { decision, written } = writable(found, context)
  if (isTold(decision)) reportField({ ...found, decision, ...wayBack(rule, listing, provenance) }, context)
  if (rulingOn(rule.spec, context.input).settles(decision))
    changes.settled[rule.path] = printOf(rule.field, value, context.input.digest)
  if (written === undefined) return
  put(changes, rule, { live, value: written, provenance })
  changes.compared.push(rule.path)
  if (isShared(rule.field)) changes.members[rule.path] = membersOf(value)
}

/** What is given to new ones is given to one that was only half made. */
function ruleFor(rule: FieldRule, owned: Owned, { input }: DiffContext): FieldRule {
  const isGiven = rule.spec.write === 'if-new' && lacks({ rule, owned }, input)
  return isGiven ? { ...rule, spec: { ...rule.spec, write: 'always' } } : rule
}

/** It was begun and may not be whole: what is not there was never there, whatever its baseline says. */
function lacks({ rule, owned: { live } }: Field, { memory }: DiffContext['input']): boolean {
  return isEmpty(live.fields[rule.path]) && memory.begun?.has(addressOf(live.kind, live.key)) === true
}

/** What is to be written, if anything is; a list that would not fit is left as it is. */
function writable(found: FieldValues, context: DiffContext): { decision: Decision; written: Json | undefined } {
  const decision = decideValue(found, context)
  if (!decision.write) return { decision, written: undefined }
  const written = isShared(found.rule.field) ? withOurMembers(found, context) : found.value
  return { decision: written === undefined ? { ...decision, write: false, overwrites: null } : decision, written }
}

function put({ before, after, provenance }: Changes, { path }: FieldRule, given: DesiredValue & { live: Json }): void {
  before[path] = given.live
  after[path] = given.value
  provenance[path] = given.provenance
}

/** What nobody says is no reason to write over a value that is there. */
export function yieldsTo(live: Json, { defaulted, unusable }: Pick<DesiredValue, 'defaulted' | 'unusable'>): boolean {
  return (defaulted ?? unusable ?? false) && !isEmpty(live)
}

/** A default that is not there is not in use. */
function noteYielding(listing: Listing, found: FieldValues, { input }: DiffContext): void {
  const { refinement } = found.rule
  if (refinement && !isSame(found, input.digest)) leaveDefault(refinement, listing)
}

/** What happens to one field of an existing resource. */
export function decideValue(values: FieldValues, { input, mayClear }: DiffContext): Decision {
  const { rule, live, value, owned, overridden = false, yields = false } = values
  if (yields) return NOTHING
  const { field } = rule
  const ruling = rulingOn(rule.spec, input)
  if (isSame(values, input.digest)) return NOTHING
  const print = lacks(values, input) ? undefined : owned.baseline?.fields[rule.path]
  const facts = {
    rule: ruling.rule,
    same: false,
    liveEmpty: isEmpty(live) || (owned.live.unset?.includes(rule.path) ?? false),
    desiredEmpty: isEmpty(value),
    clear: rule.spec.clear && mayClear,
    hasBaseline: print !== undefined,
    liveIsBaseline: print !== undefined && provenPart(live, { field, print }, input.digest) !== undefined,
    desiredIsBaseline: print !== undefined && printOf(field, value, input.digest) === print,
    overridden: overridden && value !== null,
  }
  return decideField(facts, ruling.policy)
}

/** The field of the source that a value is read from as it is: what people gave could go back there. */
function wayBack(
  { spec: { from }, refinement }: FieldRule,
  { facts }: Listing,
  provenance: Provenance,
): { back?: Provenance } {
  return refinement === undefined && from !== null && isPlainField(from) && provenance.source === facts.name
    ? { back: provenance }
    : {}
}

/** Of a part, the resource that holds it is named. */
function reportField(found: FieldValues & { decision: Decision; back?: Provenance }, context: DiffContext): void {
  const { rule, owned, live, value, decision, back } = found
  const last_written = lastWritten(found, context)
  const address = addressOf(owned.live.kind, owned.live.key)
  const entry = { address, field: rule.pointer, last_written, live, desired: value }
  report({ ...entry, ...(back && { back }) }, isShared(rule.field) ? withoutLoss(decision) : decision, context)
}

/** A list that others add to keeps what they added. */
function withoutLoss(decision: Decision): Decision {
  return decision.report === null ? { ...decision, overwrites: null } : decision
}

/** The baseline remembers a fingerprint; the value is known when one of the values at hand has it. */
export function lastWritten({ rule, live, value, owned }: FieldValues, { input }: DiffContext): Json {
  const { field, path } = rule
  const print = owned.baseline?.fields[path]
  if (print === undefined) return null
  return printOf(field, value, input.digest) === print
    ? value
    : (provenPart(live, { field, print }, input.digest) ?? null)
}

type Entry = { address: string; field: string; last_written: Json; live: Json; desired: Json; back?: Provenance }

/** Whether people must hear about it. */
export function isTold({ report, overwrites }: Decision): boolean {
  return report !== null || overwrites !== null
}

export function report({ back, ...entry }: Entry, decision: Decision, { found }: DiffContext): void {
  const { overwrites, report: told } = decision
  if (overwrites !== null) {
    found.overwrites.push({ ...entry, reason: overwrites })
    found.drift.push({ ...entry, decision: 'overwritten' })
  } else if (told === 'drift') found.drift.push({ ...entry, decision: 'spared', ...(back && { back }) })
  if (told !== null && told !== 'drift') found.conflicts.push({ ...entry, kind: told })
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
    const desired = desiredValue(listing, rule, context.fields)
    const { value, provenance } = desired
    const found = { rule, owned, live, value }
    const yields = yieldsTo(live, desired)
    if (yields) noteYielding(listing, found, context)
    if (yields || value === null || isSame(found, context.input.digest)) continue
    const written = isShared(rule.field) ? withOurMembers(found, context) : value
    if (written !== undefined) put(changes, rule, { live, value: written, provenance })
  }
}
