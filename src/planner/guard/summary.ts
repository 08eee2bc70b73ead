import { flatten, type Groups, texts, valueAt } from '../../model/fields.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { KindTraits } from '../../model/kinds.ts'
import { removedAt } from '../../model/part-removal.ts'
import type { Action, Address, BaselineImage, Operation } from '../../model/plan.ts'
import type { PlanSummary } from '../../model/plan-figures.ts'
import type { TargetTraits } from '../../model/target.ts'
import { mainKind, partGroups } from '../../model/target-kinds.ts'
import type { PlanContents } from '../types.ts'

type Lists = Pick<PlanContents, 'operations' | 'blocked' | 'drift' | 'conflicts'>
type Counts = Pick<PlanSummary, Action>
type Kinds = Pick<TargetTraits, 'kinds' | 'title'>

/** Every number of a plan, counted from its lists. */
export function summarise(lists: Lists, unchanged: number, traits: Kinds): PlanSummary {
  const { operations, blocked, drift, conflicts } = lists
  const { attach, detach, thumbnail, reused, emptied } = countInside(operations, traits)
  const members = countMembers(operations, traits)
  const counts: Counts = { create: 0, update: 0, upload: 0, link: 0, unlink: 0, delete: 0 }
  const by_kind: PlanSummary['by_kind'] = {}
  for (const { action, kind } of operations) {
    counts[action] = (counts[action] ?? 0) + 1
    const actions = by_kind[kind] ?? {}
    actions[action] = (actions[action] ?? 0) + 1
    by_kind[kind] = actions
  }
  return {
    ...counts,
    unchanged,
    blocked: blocked.length,
    conflicts: conflicts.filter(({ kind }) => kind === 'both-moved').length,
    drift: drift.length,
    unadopted: conflicts.filter(({ kind }) => kind === 'unadopted').length,
    by_kind: Object.fromEntries(traits.kinds.flatMap(({ name }) => (by_kind[name] ? [[name, by_kind[name]]] : []))),
    attach,
    detach,
    thumbnail,
    reused: reused.size,
    link_pairs: members.gained,
    unlink_pairs: members.lost,
    emptied,
  }
}

/** Values alone: a part that is taken away is a change of the whole. */
function emptiedIn({ before, after, baseline }: Operation, { groups }: KindTraits, parts: Groups): number {
  const flat = (nested: JsonObject | null) => flatten(nested ?? {}, groups, parts)
  const write = { before: flat(before), after: flat(after), baseline }
  return Object.keys(write.after).filter((path) => write.after[path] === null && !removedAt(path, write)).length
}

interface Inside {
  attach: number
  detach: number
  thumbnail: number
  emptied: number
  /** Attached without an upload. */
  reused: Set<Address>
}

/** What happens inside of resources, in one pass. */
function countInside(operations: Operation[], traits: Kinds): Inside {
  const counts: Inside = { attach: 0, detach: 0, thumbnail: 0, emptied: 0, reused: new Set() }
  const main = mainKind(traits)
  const groups = partGroups(traits)
  for (const operation of operations) {
    if (operation.kind !== main.name) continue
    const { action, before, after } = operation
    if (action === 'update') counts.emptied += emptiedIn(operation, main, groups)
    if (!main.images) continue
    const at = (nested: JsonObject | null, path: string) => valueAt(nested, path, main.groups)
    const { main: first, gallery } = main.images
    if (first !== null && at(after, first) !== undefined) counts.thumbnail += 1
    countGallery(operation, { old: texts(at(before, gallery)), now: texts(at(after, gallery)) }, counts)
  }
  return counts
}

function countGallery({ baseline, refs }: Operation, { old, now }: { old: string[]; now: string[] }, counts: Inside) {
  if (!baseline?.images) return
  const { attached, detached } = movesOf(baseline.images, old, now)
  counts.attach += attached.length
  counts.detach += detached
  const there = Object.keys(refs)
  if (there.length === 0) return
  const added = new Set(attached.map(({ asset }) => asset))
  for (const asset of there) if (added.has(asset)) counts.reused.add(asset)
}

function movesOf(
  images: BaselineImage[],
  old: string[],
  now: string[],
): { attached: BaselineImage[]; detached: number } {
  // A new gallery, as most are.
  if (old.length === 0 && images.every(({ asset }, place) => asset === now[place]))
    return { attached: images, detached: 0 }
  const [shown, before] = [new Set(now), new Set(old)]
  const attached = images.filter(({ asset }) => shown.has(asset) && !before.has(asset))
  return { attached, detached: old.filter((asset) => !shown.has(asset)).length }
}

/** How many pairs relations get and lose, whichever of the two each does more of. */
function countMembers(
  operations: Operation[],
  { kinds }: Pick<TargetTraits, 'kinds'>,
): { gained: number; lost: number } {
  const relations = new Set(kinds.flatMap(({ madeOf, name }) => (madeOf === 'relation' ? name : [])))
  const counts = { gained: 0, lost: 0 }
  for (const { kind, before, after } of operations) {
    if (!relations.has(kind)) continue
    let change = 0
    for (const path in after) change += lengthOf(after[path]) - lengthOf(before?.[path])
    if (change > 0) counts.gained += change
    else counts.lost -= change
  }
  return counts
}

function lengthOf(value: Json | undefined): number {
  return Array.isArray(value) ? value.length : 0
}
