import { addressOf } from '../../model/address.ts'
import type { Fields } from '../../model/fields.ts'
import type { Json } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Draft } from './draft.ts'

export interface Showing {
  /** True when something shows it after everything is undone. */
  stays: boolean
  /** Operations after which nothing does. */
  until: string[]
}

/** What shows pictures, and what becomes of it. */
export interface Showcase {
  rows: Iterable<LiveResource>
  drafts: readonly Draft[]
  /** Keys of resources that go. */
  leaving: ReadonlySet<string>
  /** What an operation writes, references as ids. */
  writtenBy: (draft: Draft) => Fields
}

/** Where pictures are shown, in any field that was read, by id. What else uses them the target itself has to say. */
export function whereShown(wanted: ReadonlySet<string>, showcase: Showcase): Map<string, Showing> {
  const { rows, leaving, writtenBy } = showcase
  const drafts = new Map(showcase.drafts.map((draft) => [draft.operation.address, draft]))
  const shown = new Map<string, Showing>()
  for (const { kind, key, fields } of rows) {
    const draft = drafts.get(addressOf(kind, key))
    const after = draft ? { ...fields, ...writtenBy(draft) } : fields
    const then = leaving.has(key) ? new Set() : idsIn(after, wanted)
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
  return new Set(
    Object.values(fields)
      .flatMap(textsIn)
      .filter((id) => wanted.has(id)),
  )
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.flatMap(textsIn) : []
}
