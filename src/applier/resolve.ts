import { addressOf } from '../model/address.ts'
import type { Baseline } from '../model/baseline.ts'
import { type Fields, pointerOf, texts } from '../model/fields.ts'
import type { Json } from '../model/json.ts'
import type { FieldTraits } from '../model/kinds.ts'
import { isShared, mergeMembers } from '../model/members.ts'
import type { Address, Operation } from '../model/plan.ts'
import { comparedPaths } from '../model/precondition.ts'
import { isTemplate } from '../model/provenance.ts'
import type { Change } from '../model/target.ts'
import { nextBaseline } from './baseline.ts'
import type { Ids } from './ids.ts'
import { splitParts } from './parts.ts'
import {
  additions,
  type Flat,
  flat,
  type ResolveContext,
  type Resolved,
  unresolved,
  unsupported,
} from './resolution.ts'

/** References of one operation: the id, or nothing for what failed; what was never known is remembered. */
interface References {
  find(address: Address, optional: boolean): string[]
  unknown: Address[]
  leftOut: Set<Address>
}

/** Turns an operation into a change: addresses become the target's ids, and lists are what the kind takes. */
export function resolve(operation: Operation, ids: Ids, context: ResolveContext): Resolved {
  const given = flat(operation, context.traits)
  if (!given?.kind.can.includes(operation.action)) return unsupported(operation)
  const references = createReferences(operation, ids)
  const fields = resolveFields(given, { references, context, ids })
  const images = resolveImages(operation, references)
  const [unknown] = references.unknown
  if (unknown !== undefined) return unresolved(unknown)
  return complete(given, { fields, images, leftOut: [...references.leftOut] }, { ids, context })
}

interface Gathered {
  fields: Fields
  images: Baseline['images'] | null
  leftOut: Address[]
}

function complete(
  given: Flat,
  { fields, images, leftOut }: Gathered,
  { ids, context }: { ids: Ids; context: ResolveContext },
): Resolved {
  const { operation, kind } = given
  const { key } = operation
  const { stamp, live, traits } = context
  const subject = findSubject(given, ids)
  if ('unknown' in subject) return unresolved(subject.unknown)
  const { id, needs } = subject
  const carries = stamp?.kind.name === kind.name ? stamp : null
  const next =
    carries && operation.baseline ? nextBaseline(operation.baseline, { key, fields, images, live }, carries) : undefined
  const all = carries?.onResource && next !== undefined ? { ...fields, [carries.path]: next } : fields
  const { own, parts } = splitParts(all, { kind, traits, live })
  const change: Change = {
    action: id === null ? 'create' : 'update',
    kind: kind.name,
    key,
    id,
    ...(live?.revision === undefined ? {} : { revision: live.revision }),
    fields: own,
    parts,
    volatile: carries ? volatilePaths(operation, all, carries) : [],
    needs,
    ...(carries ? { scope: carries.scope } : {}),
  }
  return { ok: true, change, fields: all, leftOut, ...(next === undefined ? {} : { baseline: next }) }
}

type Subject = Pick<Change, 'id' | 'needs'> | { unknown: Address }

/** What is written to, the owner of a slice for the slice; its id is `null` when it is to be made. */
function findSubject({ operation, kind }: Flat, ids: Ids): Subject {
  const owner = kind.owner?.(operation.key)
  const isCreate = operation.action === kind.verbs.create && owner === undefined
  const address = owner ? addressOf(owner.kind, owner.key) : operation.address
  const id = isCreate ? null : (operation.target_id ?? ids.find(operation, address))
  if (!isCreate && id === null) return { unknown: address }
  if (!owner) return { id, needs: {} }
  const definition = addressOf(owner.definition.kind, owner.definition.key)
  const needed = ids.find(operation, definition)
  return needed === null ? { unknown: definition } : { id, needs: { [definition]: needed } }
}

/** What the baseline does not remember changes from run to run, and so does the baseline, which names its run. */
function volatilePaths({ baseline }: Operation, fields: Fields, { kind, path }: NonNullable<ResolveContext['stamp']>) {
  if (!baseline) return [path]
  const compared = new Set(comparedPaths(fields, baseline, kind))
  return Object.keys(fields).filter((one) => !compared.has(one) && !kind.field(one).apart)
}

function createReferences(operation: Operation, ids: Ids): References {
  const unknown: Address[] = []
  const leftOut = new Set<Address>()
  return {
    find(address, optional) {
      const id = ids.find(operation, address)
      if (id !== null) return [id]
      if (optional && ids.lost(address)) leftOut.add(address)
      else unknown.push(address)
      return []
    },
    unknown,
    leftOut,
  }
}

interface Resolving {
  references: References
  context: ResolveContext
  ids: Ids
}

function resolveFields(given: Flat, resolving: Resolving): Fields {
  const fields: Fields = {}
  for (const path of Object.keys(given.after)) {
    if (path === given.kind.keyField) continue
    const value = resolveField(given, path, resolving)
    if (value !== undefined) fields[path] = value
  }
  return fields
}

/** `undefined`: there is nothing to send. */
function resolveField(given: Flat, path: string, resolving: Resolving): Json | undefined {
  const { kind, before, after, operation } = given
  const field = kind.field(path)
  const value = after[path] as Json
  if (isShared(field)) return operation.before === null ? value : sharedMembers(given, { field, path }, resolving)
  if (field.merge === 'own-set' || field.merge === 'extend') {
    // What is made anew has no list yet that anything could be added to.
    if (operation.before === null && !field.refers) return value
    return newMembers(given, { field, path, added: additions(before[path], value) }, resolving)
  }
  if (!field.refers) return fillDay(given, path, resolving.context)
  const optional = field.refers.lost !== 'skipped'
  const addressOfValue = (one: string) => (field.refers?.byKey ? addressOf(field.refers.kind, one) : one)
  if (field.merge === 'own-ordered')
    return texts(value).flatMap((one) => resolving.references.find(addressOfValue(one), optional))
  if (value === null) return null
  return resolving.references.find(addressOfValue(String(value)), optional)[0]
}

interface Shared {
  field: FieldTraits
  path: string
}

/** The list as it is now, with what the plan takes out and puts in: what others did to it meanwhile stays. */
function sharedMembers({ operation, before, after }: Flat, { field, path }: Shared, { context }: Resolving): Json {
  const ours = field.merge === 'own-ordered' ? operation.baseline?.members?.[path] : undefined
  const merged = mergeMembers({
    field,
    there: context.live?.fields[path],
    dropped: additions(after[path], before[path]),
    wanted: ours ?? additions(before[path], after[path]),
  })
  return merged.length > 0 ? merged : null
}

interface NewMembers {
  field: FieldTraits
  path: string
  added: string[]
}

/** Members that are not there yet; those whose resource is not there either are left out. */
function newMembers(
  { kind, operation }: Flat,
  { field, path, added }: NewMembers,
  { references, context, ids }: Resolving,
): string[] {
  const { live, withheld } = context
  const owner = kind.owner?.(operation.key)
  const there = texts(live?.fields[owner?.path ?? path])
  const { refers } = field
  if (!refers || refers.sentByKey) return kind.lists === 'whole' ? [...new Set([...there, ...added])] : added
  const members: string[] = []
  for (const address of added) {
    const id = ids.find(operation, address)
    if (id === null || withheld?.has(address)) references.leftOut.add(address)
    else if (!there.includes(id)) members.push(id)
  }
  return kind.lists === 'whole' && members.length > 0 ? [...there, ...members] : members
}

/** Only a template of the workspace means the day; an item may have `{today}` in its title. */
function fillDay({ operation, kind, after }: Flat, path: string, { today }: ResolveContext): Json {
  const value = after[path] as Json
  if (typeof value !== 'string' || !value.includes('{today}')) return value
  const origin = operation.provenance[pointerOf(path, kind.groups)]
  return isTemplate(origin) ? value.replaceAll('{today}', today) : value
}

function resolveImages({ baseline }: Operation, references: References): Baseline['images'] | null {
  if (!baseline?.images) return null
  return baseline.images.flatMap(({ slot, image, asset }) =>
    references.find(asset, true).map((id) => ({ slot, image, asset: id })),
  )
}
