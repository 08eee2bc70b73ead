import { addressOf } from '../../model/address.ts'
import { addTo } from '../../model/grouping.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { type LiveResource, liveOf } from '../../model/live.ts'
import { tiersOf } from '../../model/target-kinds.ts'
import type { Draft } from '../diff/draft.ts'
import { type Objection, type RemovalInput, removals } from '../diff/removal.ts'
import { tierView } from '../tier-view.ts'

/** What belongs to a resource goes with it: the deletes, or why one of them must stay. */
export type Belonging = (live: LiveResource, reason: string) => { drafts: Draft[]; objection: Objection | null }

/** Of kinds that others belong to: nothing where there are none. */
export function belongingsOf(input: RemovalInput): Belonging {
  const below = tiersOf(input.traits)
    .slice(1)
    .toReversed()
    .map((kind) => ({ kind, removal: removals(tierView(input, kind)), rows: byOwner(kind, input) }))
  return (live, reason) => {
    const drafts: Draft[] = []
    for (const { kind, removal, rows } of below)
      for (const row of rows.get(live.id) ?? []) {
        const objection = removal.objectionTo(row)
        if (objection) return { drafts: [], objection: { ...objection, message: named(kind.name, row, objection) } }
        const waits = drafts.filter(({ operation }) => refersTo(operation, addressOf(kind.name, row.key)))
        drafts.push(removal.draftOf(row, reason, idsOf(waits)))
      }
    return { drafts, objection: null }
  }
}

function byOwner({ name, belongs }: KindTraits, { live }: RemovalInput): Map<string, LiveResource[]> {
  const rows = new Map<string, LiveResource[]>()
  for (const row of liveOf(live, name)) addTo(rows, String(row.fields[belongs?.master ?? '']), row)
  return rows
}

function named(kind: string, { key }: LiveResource, { message }: Objection): string {
  return `${addressOf(kind, key)}, which belongs to it, must stay: ${message}`
}

function refersTo({ before }: Draft['operation'], address: string): boolean {
  return Object.values(before ?? {}).includes(address)
}

/** Ids of operations. */
export function idsOf(drafts: readonly Draft[]): string[] {
  return drafts.map(({ operation }) => operation.id)
}
