import { addressOf } from '../../model/address.ts'
import { type Fields, flatten } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import { partGroups } from '../../model/target-kinds.ts'
import type { Draft } from '../diff/draft.ts'
import type { UndoContext } from './context.ts'

export interface Showing {
  /** True when something shows it after everything is undone. */
  stays: boolean
  /** Operations after which nothing does. */
  until: string[]
}

/** Where pictures are shown, in any field of any resource, by id. */
export function whereShown(wanted: ReadonlySet<string>, context: UndoContext): Map<string, Showing> {
  const { rows, found, main } = context
  const drafts = new Map(found.drafts.map((draft) => [draft.operation.address, draft]))
  const shown = new Map<string, Showing>()
  for (const { key, fields } of rows.values()) {
    const draft = drafts.get(addressOf(main.name, key))
    const then = found.leaving.has(key) ? new Set() : idsIn({ ...fields, ...writtenBy(draft, context) }, wanted)
    for (const id of then) see(shown, String(id)).stays = true
    for (const id of idsIn(fields, wanted)) if (draft && !then.has(id)) see(shown, id).until.push(draft.operation.id)
  }
  return shown
}

function see(shown: Map<string, Showing>, id: string): Showing {
  const known = shown.get(id) ?? { stays: false, until: [] }
  shown.set(id, known)
  return known
}

function idsIn(fields: Fields, wanted: ReadonlySet<string>): Set<string> {
  return new Set(Object.values(fields).flatMap(textsIn).filter((id) => wanted.has(id)))
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.flatMap(textsIn) : []
}

function writtenBy(draft: Draft | undefined, { ids, input }: UndoContext): Fields {
  if (!draft) return {}
  const { kind, operation } = draft
  const flat = flatten(operation.after, kind.groups, partGroups(input.traits))
  return Object.fromEntries(Object.entries(flat).map(([path, value]) => [path, ids.stored(kind.field(path), value)]))
}
