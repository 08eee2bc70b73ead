import { addTo } from '../../model/grouping.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { type LiveResource, type LiveState, liveOf } from '../../model/live.ts'

/** Resources of one kind, by the ids of those of another that they belong to. */
export type Belonging = (id: string) => readonly LiveResource[]

const NONE: LiveResource[] = []

/** What is there of a kind that belongs to those of another; nothing where it does not. */
export function belongingTo(kind: KindTraits, below: KindTraits, live: LiveState): Belonging {
  const path = Object.values(below.belongs ?? {}).find((one) => below.field(one).refers?.kind === kind.name)
  if (path === undefined) return () => NONE
  const rows = new Map<string, LiveResource[]>()
  for (const row of liveOf(live, below.name)) addTo(rows, String(row.fields[path] ?? ''), row)
  return (id) => rows.get(id) ?? NONE
}
