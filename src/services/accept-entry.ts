import { addKeep } from '../config/override-keep.ts'
import type { NotAccepted } from '../model/accepted.ts'
import type { Position } from '../model/position.ts'
import type { Workspace } from '../model/settings.ts'
import type { Keepable } from '../planner/drift/keepable.ts'
import type { Listing } from '../planner/types.ts'
import type { DriftFindings } from './drift.ts'

/** Values of one item, with the entry that is about it; `null`: there is none yet. */
export interface Entry {
  listing: Listing
  position: Position | null
  values: Keepable[]
}

/** By the entry that they go into, and those that no `keep` can be written for. */
export function judge(
  places: DriftFindings['places'],
  workspace: Pick<Workspace, 'shops'>,
): { entries: Entry[]; refused: NotAccepted[] } {
  const entries = new Map<string, Entry>()
  const refused: NotAccepted[] = []
  for (const { entry, place } of places) {
    const objection = place === null ? NO_FIELD : objectionTo(place, workspace)
    if (objection !== null) refused.push({ address: entry.address, field: entry.field, ...objection })
    if (place === null || objection !== null) continue
    const { listing } = place
    const known = entries.get(listing.item.key) ?? { listing, position: listing.override?.position ?? null, values: [] }
    known.values.push(place)
    entries.set(listing.item.key, known)
  }
  return { entries: [...entries.values()], refused }
}

type Objection = Pick<NotAccepted, 'why' | 'hint'>

const NO_FIELD: Objection = {
  why: 'no field of an override stands for it',
  hint: 'Put it back: sync plan --take source.',
}

function objectionTo({ listing, label }: Keepable, { shops }: Pick<Workspace, 'shops'>): Objection | null {
  const { override, item } = listing
  if (override === null) return null
  const { file, line } = override.position
  if (Object.hasOwn(override.attributes ?? {}, label)) {
    const { file: at, line: row } = override.places?.[`attributes.${label}`] ?? override.position
    return { why: `the override at ${at}:${row} sets it`, hint: 'Take that value out of the override first.' }
  }
  if (!file.endsWith('.yaml'))
    return { why: `its override is in a table, at ${file}:${line}`, hint: `Add ${label} to the column keep there.` }
  const named = shops.find(({ facts }) => facts.name === item.ref.source)?.shops ?? []
  if (override.shop === null && named.length > 1)
    return {
      why: `the entry at ${file}:${line} is for all of ${named.join(', ')}`,
      hint: `Add keep: [${label}] there if it holds for all of them, or write an entry for ${item.ref.shop} alone.`,
    }
  return null
}

/** The text with the labels in the entry that is there; `null` when its layout takes nothing. */
export function intoEntry(text: string, { position, values }: Entry): string | null {
  const labels = [...new Set(values.map(({ label }) => label))]
  return position === null ? null : addKeep(text, { at: position, labels })
}
