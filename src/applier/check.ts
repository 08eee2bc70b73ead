import { parseAddress } from '../model/address.ts'
import { texts } from '../model/fields.ts'
import type { Json } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import { isShared } from '../model/members.ts'
import type { Address, Operation } from '../model/plan.ts'
import { comparedPaths, membersPrecondition, resourcePrecondition } from '../model/precondition.ts'
import type { TargetTraits } from '../model/target.ts'
import { sameValue } from '../model/values.ts'
import type { Ids } from './ids.ts'
import type { Ownership } from './owner.ts'
import { type Flat, flat, type Resolved, referencesIn } from './resolution.ts'

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
  return resolved.change.action === 'update' ? checkFields(given, { resolved, live }, context) : 'write'
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
  if (valuesWanted && paths.length > 0) return 'adopted'
  const compared = comparedPaths(after, operation.baseline, kind)
  const state = { paths: compared, live, kind, baseline: baselinePath }
  if (resourcePrecondition(state, digest) === operation.precondition) return 'write'
  const alone = compared.filter((path) => !isShared(kind.field(path)))
  const changes = alone.flatMap((path) => {
    const planned = resolveBefore(given, path, context)
    const now = live.fields[path]
    const moved = !isWanted(path) && !sameValue(kind.field(path).holds, now, planned)
    return moved ? [`${path} is ${shorten(now)}, was ${shorten(planned)}`] : []
  })
  return changed(operation.address, changes.length > 0 ? changes : ['its baseline is another one'])
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
    return changed(operation.address, gone.length > 0 ? gone.map((address) => `${address} is not linked any more`) : [])
  }
  return 'write'
}

function changed(address: Address, changes: string[]): Verdict {
  const shown = changes.slice(0, 5)
  const more = changes.length > shown.length ? ` and ${changes.length - shown.length} more` : ''
  const details = shown.length > 0 ? `: ${shown.join('; ')}${more}` : ''
  return { conflict: `${address} has changed since the plan was made${details}.` }
}

/** The value that the plan found, with addresses as the ids that a read gives. */
function resolveBefore({ operation, kind, before }: Flat, path: string, { ids }: CheckContext): Json | undefined {
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
