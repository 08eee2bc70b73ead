import { type Fields, parsePart, pointerOf } from '../../model/fields.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import { isShared, membersOf, mergeMembers } from '../../model/members.ts'
import { isTemplate } from '../../model/provenance.ts'
import { partKind } from '../../model/target-kinds.ts'
import { sameValue } from '../../model/values.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'

/**
 * What undoing does to one field: puts a value in place of what the run wrote; nothing, since it is as before already;
 * nothing, since somebody has changed it; or nothing, since the target does not let it be put back.
 */
export type Reversal =
  | { is: 'put'; live: Json; value: Json; members?: string[] }
  | { is: 'back' }
  | { is: 'moved'; live: Json; written: Json; value: Json }
  | { is: 'stays'; why: string }

export interface FieldOf {
  deed: Deed
  path: string
  live: Fields
}

export function reverseField(one: FieldOf, context: UndoContext): Reversal {
  const { deed, path } = one
  const field = deed.kind.field(path)
  if (field.apart) return { is: 'stays', why: 'is given once and stays' }
  if (isNewPart(one, context)) return { is: 'stays', why: 'was added and stays' }
  return isShared(field) ? reverseMembers(one) : reverseValue(one, context)
}

function reverseValue({ deed, path, live: fields }: FieldOf, { ids }: UndoContext): Reversal {
  const field = deed.kind.field(path)
  const live = fields[path] ?? null
  const [written, value] = [ids.stored(field, deed.after[path]), ids.stored(field, deed.before[path])]
  if (isWritten({ deed, path, live, written })) {
    const why = field.objection?.(value) ?? null
    return why === null ? { is: 'put', live, value } : { is: 'stays', why }
  }
  return sameValue(field.holds, live, value) ? { is: 'back' } : { is: 'moved', live, written, value }
}

interface Written {
  deed: Deed
  path: string
  live: Json
  written: Json
}

/** Of a template that means the day, any day will do. */
function isWritten({ deed: { kind, operation }, path, live, written }: Written): boolean {
  if (sameValue(kind.field(path).holds, live, written)) return true
  const origin = operation.provenance[pointerOf(path, kind.groups)]
  if (typeof written !== 'string' || typeof live !== 'string' || !isTemplate(origin)) return false
  const pattern = written.split(DAY).map(RegExp.escape).join('\\d{4}-\\d{2}-\\d{2}')
  return written.includes(DAY) && new RegExp(`^${pattern}(?:T.*)?$`).test(live)
}

const DAY = '{today}'

/** Members that the run added go, those that it took out come back; what others did to the list stays. */
function reverseMembers({ deed, path, live: fields }: FieldOf): Reversal {
  const field = deed.kind.field(path)
  const live = fields[path] ?? null
  const [before, after, there] = [deed.before[path], deed.after[path], live].map((value) => membersOf(value))
  const lacks = (list: string[] = [], member = ''): boolean => !list.includes(member)
  const added = (after ?? []).filter((member) => lacks(before, member) && !lacks(there, member))
  const removed = (before ?? []).filter((member) => lacks(after, member) && lacks(there, member))
  if (added.length + removed.length === 0) return { is: 'back' }
  const ordered = field.merge === 'own-ordered'
  const wanted = ordered ? (before ?? []).filter((one) => removed.includes(one) || !lacks(there, one)) : removed
  const merged = mergeMembers({ field, there: live, dropped: added, wanted })
  return { is: 'put', live, value: merged.length > 0 ? merged : null, ...(ordered ? { members: wanted } : {}) }
}

/** A part that the run has made: it cannot be taken away by an update. */
function isNewPart({ deed: { kind, before, after }, path }: FieldOf, { input }: UndoContext): boolean {
  const part = parsePart(path, kind.groups)
  const keyField = partKind(input.traits)?.keyField
  if (!part || keyField === undefined) return false
  const own = `${path.slice(0, path.length - part.path.length)}${keyField}`
  return isEmpty(before[own]) && !isEmpty(after[own])
}
