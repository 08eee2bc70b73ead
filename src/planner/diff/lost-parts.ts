import { addressOf, foreignAddress } from '../../model/address.ts'
import { counted } from '../../model/counted.ts'
import { isPart, partPath } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import { policyOrigin } from '../../model/provenance.ts'
import { partKind } from '../../model/target-kinds.ts'
import type { Subject } from '../project/groups.ts'
import type { Owned } from '../types.ts'
import type { Changes, DiffContext } from './context.ts'
import { type PartPlace, partKeys, placeOf } from './part-place.ts'
import type { Objection } from './removal.ts'
import { pruneOff } from './removing.ts'

interface Existing {
  owned: Owned
  changes: Changes
}

interface Lost extends Existing {
  subject: Subject
  place: PartPlace
  /** In the order of their keys. */
  keys: string[]
}

/**
 * What becomes of parts of ours that are there and that the source has no more. What we did not write is nobody's to take
 * away but people's.
 */
export function changeLostParts(subject: Subject, existing: Existing, context: DiffContext): void {
  const place = placeOf(context.input)
  const { baseline } = existing.owned
  if (!place || baseline === null || !context.removing.whole) return
  const wanted = new Set(subject.parts.map(({ key }) => key))
  const keys = [...partKeys(existing.owned, place.group)]
    .filter((key) => !wanted.has(key) && baseline.fields[partPath(place.group, key, place.keyField)] !== undefined)
    .filter((key) => context.moves.has(key) || !context.spoken.isKnown(key))
    .sort()
  if (keys.length === 0) return
  const lost = { ...existing, subject, place, keys }
  const objection = objectionTo(lost, context)
  if (objection) block(lost, objection, context)
  else removeUnchanged(lost, context)
}

function objectionTo(lost: Lost, context: DiffContext): Objection | null {
  const { removing, spoken, moves } = context
  if (!removing.prunes('variants')) return pruneOff('variants', absent(lost, context))
  const { ref } = lost.subject.listing.item
  const unknown = lost.keys.filter((key) => !moves.has(key))
  return removing.hindrance ?? removing.partial(ref) ?? spoken.mayBeElsewhere(unknown)
}

function absent({ keys }: Pick<Lost, 'keys'>, context: DiffContext): string {
  const isOne = keys.length === 1
  const moved = keys.every((key) => context.moves.has(key))
  const what = moved
    ? `${isOne ? 'belongs' : 'belong'} to another ${context.kind.noun[0]} in the source now`
    : `${isOne ? 'is' : 'are'} not in the source any more`
  return `${counted(keys.length, ...nounsOf(context))} of ours ${what}: ${named(keys)}.`
}

function nounsOf({ input }: DiffContext): readonly [string, string] {
  return partKind(input.traits)?.noun ?? ['part', 'parts']
}

const NAMED = 5

function named(keys: readonly string[]): string {
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : ''
  return `${keys.slice(0, NAMED).join(', ')}${more}`
}

function block({ owned: { live } }: Existing, objection: Objection, { found, kind }: DiffContext): void {
  const address = addressOf(kind.name, live.key)
  const action = kind.verbs.update
  found.blocked.push({ id: `${action}:${address}`, address, action, ...objection })
}

/** What people changed stays, and one part has to stay whatever became of it. */
function removeUnchanged(lost: Lost, context: DiffContext): void {
  const { keys, place, owned, changes } = lost
  const changed = changedIn(lost, context)
  const going = keys.filter((key) => !changed.has(key))
  if (changed.size > 0) block(lost, changedBy([...changed.values()].flat(), [...changed.keys()], context), context)
  if (going.length === 0) return
  if (isAll(going, lost)) block(lost, wouldBeBare(going, context), context)
  else for (const key of going) remove(key, { owned, changes, place }, context)
}

/** By part the fields of ours that are not as they were written. */
function changedIn({ owned, place, keys }: Lost, { spoken }: DiffContext): Map<string, string[]> {
  const { live, baseline } = owned
  const paths = baseline === null ? [] : spoken.changesSince(live, baseline)
  return new Map(
    keys.flatMap((key) => {
      const own = paths.filter((path) => isPart(path, place.group, key))
      return own.length === 0 ? [] : [[key, own] as const]
    }),
  )
}

function changedBy(paths: readonly string[], keys: readonly string[], context: DiffContext): Objection {
  const [one, many] = nounsOf(context)
  const message = `The source no longer has ${one} ${named(keys)}, and people changed ${keys.length === 1 ? 'it' : 'them'} since this program last wrote ${keys.length === 1 ? 'it' : 'them'}: ${named(paths)}.`
  const hint = `Delete the ${keys.length === 1 ? one : many} in ${context.input.traits.title} if nothing of that is needed.`
  return { code: 'changed', message, hint }
}

function isAll(going: readonly string[], { owned, place, changes }: Lost): boolean {
  const added = Object.keys(changes.after).some(
    (path) => path.endsWith(`/${place.keyField}`) && changes.after[path] !== null,
  )
  return !added && partKeys(owned, place.group).size === going.length
}

function wouldBeBare(keys: readonly string[], context: DiffContext): Objection {
  const [one, many] = nounsOf(context)
  const { kind, input } = context
  const message = `The source no longer has ${keys.length === 1 ? one : many} ${named(keys)}, and the ${kind.noun[0]} would have none left.`
  return {
    code: 'limit',
    message,
    hint: `Delete the ${kind.noun[0]} in ${input.traits.title} if it is not needed any more.`,
  }
}

/** Its key becomes empty; all that is lost with it is told, so that undoing can make it again. */
function remove(key: string, { owned, changes, place }: Existing & { place: PartPlace }, { kind }: DiffContext): void {
  const own = partPath(place.group, key, place.keyField)
  for (const [path, value] of Object.entries(owned.live.fields)) {
    if (isPart(path, place.group, key)) changes.before[path] = shown(value, kind.field(path).refers?.kind)
  }
  for (const path of Object.keys(owned.baseline?.fields ?? {}))
    if (isPart(path, place.group, key)) changes.forgotten.push(path)
  changes.before[own] = key
  changes.after[own] = null
  changes.provenance[own] = policyOrigin('policy.prune')
  changes.compared.push(own)
}

/** What a field refers to is known by its id alone. */
function shown(value: Json, kind: string | undefined): Json {
  if (kind === undefined || value === null) return value
  return Array.isArray(value)
    ? value.map((id) => foreignAddress(kind, String(id)))
    : foreignAddress(kind, String(value))
}
