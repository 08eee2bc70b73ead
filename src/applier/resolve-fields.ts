import { addressOf } from '../model/address.ts'
import { type Fields, pointerOf, texts } from '../model/fields.ts'
import type { Json } from '../model/json.ts'
import { isShared } from '../model/members.ts'
import { isTemplate } from '../model/provenance.ts'
import { newMembers } from './new-members.ts'
import type { Resolving } from './references.ts'
import { additions, type Flat, type ResolveContext } from './resolution.ts'
import { sharedMembers } from './shared-members.ts'

/** The fields as they are sent, by their paths. */
export function resolveFields(given: Flat, resolving: Resolving): Fields {
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

/** Only a template of the workspace means the day; an item may have `{today}` in its title. */
function fillDay({ operation, kind, after }: Flat, path: string, { today }: ResolveContext): Json {
  const value = after[path] as Json
  if (typeof value !== 'string' || !value.includes('{today}')) return value
  const origin = operation.provenance[pointerOf(path, kind.groups)]
  return isTemplate(origin) ? value.replaceAll('{today}', today) : value
}
