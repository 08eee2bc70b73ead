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
import { isAboutBaseline, isRemoval } from './roles.ts'

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
  if (given && question && isRemoval(operation, given.kind)) return judgeRemoval(given, live ?? null, inquiry)
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
  // Without values to compare, the baseline alone tells.
  if (isAboutBaseline(operation) && !isOwnWrite(operation, live, inquiry)) return null
  // Searches do not show what is written apart, and that call comes last.
  const apart = Object.keys(after).filter((path) => kind.field(path).apart)
  return apart.some((path) => isEmpty(live.fields[path])) ? null : done(operation, live, inquiry)
}

/**
 * The baseline on a resource names the run that wrote it last: our own write, whose answer was lost. One that was written
 * word for word names no run, and is known by its words.
 */
export function isOwnWrite(
  { baseline }: Operation,
  live: LiveResource,
  { run, check }: Pick<Inquiry, 'run' | 'check'>,
): boolean {
  const there = live.fields[check.baselinePath]
  if (baseline?.text !== undefined) return sameValue('text', there, baseline.text)
  const found = parseBaseline(there, check.digest)
  return found?.run === run && found.sku === live.key
}

function done(operation: Operation, live: LiveResource, inquiry: Inquiry): OperationOutcome {
  const { id } = operation
  if (!isOwnWrite(operation, live, inquiry)) return { id, outcome: 'adopted', target_id: live.id }
  const modified = live.modified === undefined ? {} : { modified: live.modified }
  return { id, outcome: 'succeeded', target_id: live.id, ...modified }
}

/** What was to go is gone: the call that left has done it. */
function judgeRemoval({ operation, kind, before }: Flat, live: LiveResource | null, { check }: Inquiry) {
  const { id, target_id } = operation
  const owner = kind.owner?.(operation.key)
  const done = { id, outcome: 'succeeded' as const, ...(target_id === null ? {} : { target_id }) }
  if (!owner) return live?.id === target_id ? null : done
  const targets = Object.values(before).flatMap((members) =>
    texts(members).flatMap((address) => check.ids.find(operation, address) ?? []),
  )
  const there = new Set(texts(live?.fields[owner.path]))
  if (live === null || targets.some((target) => there.has(target))) return null
  return { ...done, unlinked: { relationship: owner.series, targets } }
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
