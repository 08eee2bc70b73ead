import { parseBaseline } from '../model/baseline.ts'
import { texts } from '../model/fields.ts'
import { isEmpty } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import { comparedPaths } from '../model/precondition.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { TargetTraits } from '../model/target.ts'
import { kindNamed, subjectOf } from '../model/target-kinds.ts'
import { sameValue } from '../model/values.ts'
import type { CheckContext } from './check.ts'
import { additions, type Flat, flat, type ResolveContext } from './resolution.ts'
import { resolve } from './resolve.ts'

/** What a look-up found of the objects that open intents are about, by address. */
export type Findings = ReadonlyMap<Address, LiveResource>

export interface Inquiry {
  run: string
  check: CheckContext
  context: Omit<ResolveContext, 'live'>
}

/** What has to be looked up to judge an operation, `null` when no look-up tells. */
export function questionOf({ kind: name, key }: Operation, traits: TargetTraits): { kind: string; key: string } | null {
  const kind = kindNamed(traits, name)
  return kind && (kind.checked || kind.madeOf === 'definition') ? subjectOf(kind, key) : null
}

export function isDefinition({ kind }: Operation, traits: TargetTraits): boolean {
  return kindNamed(traits, kind)?.madeOf === 'definition'
}

/** What became of an operation whose call left without a known answer, `null` when it was not done, or not whole. */
export function judgeIntent(operation: Operation, found: Findings, inquiry: Inquiry): OperationOutcome | null {
  const { traits } = inquiry.check
  const given = flat(operation, traits)
  const question = questionOf(operation, traits)
  const live = question && found.get(`${question.kind}.${question.key}`)
  if (!given || !live) return null
  if (given.kind.owner) return judgeMembers(given, live, inquiry)
  return given.kind.madeOf === 'definition'
    ? judgeDefinition(given, live, inquiry)
    : judgeResource(given, live, inquiry)
}

/** True when a resource holds all that the operation compares, what is written apart excepted. */
export function holds(operation: Operation, live: LiveResource, { check, context }: Omit<Inquiry, 'run'>): boolean {
  const resolved = resolve(operation, check.ids, { ...context, live })
  const kind = kindNamed(check.traits, operation.kind)
  if (!resolved.ok || !kind) return false
  const { fields } = resolved
  return comparedPaths(fields, operation.baseline, kind).every((path) =>
    sameValue(kind.field(path).holds, live.fields[path], fields[path]),
  )
}

function judgeResource(
  { operation, kind, after }: Flat,
  live: LiveResource,
  inquiry: Inquiry,
): OperationOutcome | null {
  if (!holds(operation, live, inquiry)) return null
  // Searches do not show what is written apart, and that call comes last.
  const apart = Object.keys(after).filter((path) => kind.field(path).apart)
  return apart.some((path) => isEmpty(live.fields[path])) ? null : done(operation, live, inquiry)
}

/** The baseline on a resource names the run that wrote it last: our own write, whose answer was lost. */
function done({ id }: Operation, live: LiveResource, { run, check }: Inquiry): OperationOutcome {
  const baseline = parseBaseline(live.fields[check.baselinePath], check.digest)
  const ours = baseline?.run === run && baseline.sku === live.key
  if (!ours) return { id, outcome: 'adopted', target_id: live.id }
  const modified = live.modified === undefined ? {} : { modified: live.modified }
  return { id, outcome: 'succeeded', target_id: live.id, ...modified }
}

function judgeMembers(
  { operation, kind, before, after }: Flat,
  live: LiveResource,
  { check }: Inquiry,
): OperationOutcome | null {
  const owner = kind.owner?.(operation.key)
  const there = new Set(owner ? texts(live.fields[owner.path]) : [])
  const whole = Object.keys(after).every((path) =>
    additions(before[path], after[path]).every((address) => {
      const id = check.ids.find(operation, address)
      return id !== null && there.has(id)
    }),
  )
  return whole ? { id: operation.id, outcome: 'adopted', target_id: live.id } : null
}

function judgeDefinition({ operation, kind, after }: Flat, live: LiveResource, { check }: Inquiry) {
  const known = operation.target_id ?? check.ids.find(operation, operation.address)
  if (known !== null && known !== live.id) return null
  const isThere = (path: string): boolean => {
    const { merge, once } = kind.field(path)
    if (path === kind.keyField || once) return true
    if (merge === 'replace') return after[path] === live.fields[path]
    return texts(after[path]).every((member) => texts(live.fields[path]).includes(member))
  }
  return Object.keys(after).every(isThere)
    ? { id: operation.id, outcome: 'adopted' as const, target_id: live.id }
    : null
}
