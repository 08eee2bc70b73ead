import { parseAddress } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import { texts } from '../model/fields.ts'
import type { Json } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import { isShared } from '../model/members.ts'
import type { Address, Operation } from '../model/plan.ts'
import { comparedPaths, membersPrecondition, resourcePrecondition } from '../model/precondition.ts'
import type { TargetTraits } from '../model/target.ts'
import { sameValue } from '../model/values.ts'
import { saysAlready } from './baseline.ts'
import type { Ids } from './ids.ts'
import type { Ownership } from './owner.ts'
import { movedInParts } from './parts.ts'
import { type Flat, flat, type Resolved, referencesIn } from './resolution.ts'
import { isAboutBaseline } from './roles.ts'

/** Whether a write may go ahead: it may, it is done already, or somebody else was here since the plan. */
export type Verdict = 'write' | 'adopted' | { conflict: string }

export interface CheckContext extends Ownership {
  ids: Ids
  traits: TargetTraits
}

export type Sendable = Extract<Resolved, { ok: true }>

/** Compares what is written to as it is now with what the plan found and with what it wants. */
export function check(
  operation: Operation,
  { resolved, live }: { resolved: Sendable; live: LiveResource },
  context: CheckContext,
): Verdict {
  const given = flat(operation, context.traits)
  if (!given) return 'write'
  if (given.kind.owner) return checkMembers(given, live, context)
  if (given.kind.madeOf === 'definition') return checkDefinition(resolved, live)
  return resolved.change.action === 'update' ? checkFields(given, { resolved, live }, context) : 'write'
}

/** Definitions are only added to, so that nothing of others is in the way. */
function checkDefinition({ fields }: Sendable, live: LiveResource): Verdict {
  const holds = ([path, value]: [string, Json]) => {
    const there = new Set(texts(live.fields[path]))
    return texts(value).every((member) => there.has(member))
  }
  return Object.entries(fields).every(holds) ? 'adopted' : 'write'
}

function checkFields(
  given: Flat,
  { resolved, live }: { resolved: Sendable; live: LiveResource },
  context: CheckContext,
): Verdict {
  const { kind, operation, after } = given
  const { digest, baselinePath } = context
  const { fields: wanted } = resolved
  const isWanted = (path: string): boolean => sameValue(kind.field(path).holds, live.fields[path], wanted[path])
  const paths = comparedPaths(wanted, operation.baseline, kind)
  const valuesWanted = paths.every(isWanted)
  const apart = Object.keys(wanted).filter((path) => kind.field(path).apart)
  // With its values in place only what is written apart is left, and that has no earlier value to protect.
  if (valuesWanted && !apart.every(isWanted)) return 'write'
  const about = isAboutBaseline(operation)
  if (valuesWanted && (about ? saysNext(operation, { resolved, live }, context) : paths.length > 0)) return 'adopted'
  const gone = movedInParts(given, live, (path) => resolveBefore(given, path, context))
  if (gone.length > 0)
    return {
      conflict: different(
        operation.address,
        gone.map((path) => moveOf(given, { path, live }, context)),
      ),
    }
  const compared = comparedPaths(after, operation.baseline, kind)
  const state = { paths: compared, live, kind, baseline: baselinePath }
  const risen = about ? claimsMore(resolved, live, context) : null
  if (risen !== null) return { conflict: `${operation.address} ${risen}.` }
  if (resourcePrecondition(state, digest) === operation.precondition) return 'write'
  // Whoever put the values in place: as long as the baseline is the planned one, it is what is left to write.
  const before = Object.fromEntries(compared.map((path) => [path, resolveBefore(given, path, context) ?? null]))
  const planned = { ...state, live: { ...live, fields: { ...live.fields, ...before } } }
  if (about && valuesWanted && resourcePrecondition(planned, digest) === operation.precondition) return 'write'
  const alone = compared.filter((path) => !isShared(kind.field(path)))
  const changes = alone.flatMap((path) => {
    const planned = resolveBefore(given, path, context)
    const moved = !isWanted(path) && !sameValue(kind.field(path).holds, live.fields[path], planned)
    return moved ? [moveOf(given, { path, live }, context)] : []
  })
  return { conflict: different(operation.address, changes) }
}

function moveOf(given: Flat, { path, live }: { path: string; live: LiveResource }, context: CheckContext): string {
  return `${path} is ${shorten(live.fields[path])}, was ${shorten(resolveBefore(given, path, context))}`
}

/** A text that is written word for word names its own run, and counts only as it is. */
function saysNext(
  operation: Operation,
  { resolved: { baseline }, live }: { resolved: Sendable; live: LiveResource },
  { baselinePath: path, digest }: CheckContext,
): boolean {
  if (baseline === undefined) return false
  const exact = operation.baseline?.text !== undefined
  return exact ? sameValue('text', live.fields[path], baseline) : saysAlready(live, baseline, { path, digest })
}

/** A text from a plan must not say of a resource that this program made it where its own baseline does not. */
function claimsMore({ baseline }: Sendable, live: LiveResource, { baselinePath, digest }: CheckContext): string | null {
  const next = parseBaseline(baseline ?? undefined, digest)
  if (next === null || !next.created) return null
  const there = parseBaseline(live.fields[baselinePath], digest)
  return there?.created && there.sku === live.key ? null : 'does not say itself that this program made it'
}

/** Members may be there early; only one that the plan found and that is gone shows another hand. */
function checkMembers({ operation, kind, before }: Flat, live: LiveResource, { ids, digest }: CheckContext): Verdict {
  const owner = kind.owner?.(operation.key)
  const there = new Set(owner ? texts(live.fields[owner.path]) : [])
  for (const [path, value] of Object.entries(before)) {
    const planned = texts(value)
    if (planned.length === 0) continue
    const present = planned.filter((address) => {
      const id = ids.find(operation, address)
      return id === null || there.has(id)
    })
    const keys = present.map((address) => parseAddress(address).key)
    if (membersPrecondition(path, keys, digest) === operation.precondition) continue
    const gone = planned.filter((address) => !present.includes(address))
    return {
      conflict: told(
        operation.address,
        gone.map((address) => `${address} is not linked any more`),
      ),
    }
  }
  return 'write'
}

/** What is another than planned, as a sentence; when no value is, the baseline is. */
export function different(address: Address, changes: string[]): string {
  return told(address, changes.length > 0 ? changes : ['its baseline is another one'])
}

function told(address: Address, changes: string[]): string {
  const shown = changes.slice(0, 5)
  const more = changes.length > shown.length ? ` and ${changes.length - shown.length} more` : ''
  const details = shown.length > 0 ? `: ${shown.join('; ')}${more}` : ''
  return `${address} has changed since the plan was made${details}.`
}

/** The value that the plan found, with addresses as the ids that a read gives. */
export function resolveBefore(
  { operation, kind, before }: Flat,
  path: string,
  { ids }: Pick<CheckContext, 'ids'>,
): Json | undefined {
  const value = before[path]
  const field = kind.field(path)
  if (!field.refers || value === null || value === undefined) return value
  const found = referencesIn(value, { field }).map((address) => ids.find(operation, address) ?? address)
  return Array.isArray(value) ? found : found[0]
}

function shorten(value: Json | undefined): string {
  const text = value === undefined || value === null ? 'empty' : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
