import { parseAddress } from '../../model/address.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { type Address, KINDS, type Operation, type PlanSummary } from '../../model/plan.ts'
import type { PlanContents } from '../types.ts'

type Lists = Pick<PlanContents, 'operations' | 'blocked' | 'drift' | 'conflicts'>

/** Every number of a plan, counted from its lists. */
export function summarise(lists: Lists, unchanged: number, gallery: string): PlanSummary {
  const { operations, blocked, drift, conflicts } = lists
  const { attach, detach, reused } = countImages(operations, gallery)
  const counts = { create: 0, update: 0, upload: 0, link: 0, unlink: 0, delete: 0 }
  const by_kind: PlanSummary['by_kind'] = {}
  for (const { action, address } of operations) {
    counts[action] += 1
    const { kind } = parseAddress(address)
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
    by_kind: Object.fromEntries(KINDS.flatMap((kind) => (by_kind[kind] ? [[kind, by_kind[kind]]] : []))),
    attach,
    detach,
    thumbnail: operations.filter(
      ({ address, after }) => address.startsWith('product.') && after.thumbnail !== undefined,
    ).length,
    reused: reused.size,
    link_pairs: sum(operations, linkPairs),
    unlink_pairs: 0,
    emptied: sum(operations, emptied),
  }
}

function sum(operations: Operation[], count: (operation: Operation) => number): number {
  return operations.reduce((total, operation) => total + count(operation), 0)
}

interface ImageCounts {
  attach: number
  detach: number
  /** Attached without an upload. */
  reused: Set<Address>
}

/** What happens to galleries, in one pass. */
function countImages(operations: Operation[], gallery: string): ImageCounts {
  const counts: ImageCounts = { attach: 0, detach: 0, reused: new Set() }
  for (const { baseline, before, after, refs } of operations) {
    if (!baseline?.images) continue
    const [old, now] = [galleryIn(before, gallery), new Set(galleryIn(after, gallery))]
    const attached = baseline.images.filter(({ asset }) => now.has(asset) && !old.includes(asset))
    counts.attach += attached.length
    counts.detach += old.filter((asset) => !now.has(asset)).length
    for (const { asset } of attached) if (refs[asset] !== undefined) counts.reused.add(asset)
  }
  return counts
}

function galleryIn(fields: JsonObject | null, gallery: string): Json[] {
  const value = ((fields?.attributes ?? {}) as JsonObject)[gallery]
  return Array.isArray(value) ? value : []
}

function emptied({ action, address, after }: Operation): number {
  if (action !== 'update' || !address.startsWith('product.')) return 0
  const { attributes, ...own } = after
  return [...Object.values(own), ...Object.values((attributes ?? {}) as JsonObject)].filter((value) => value === null)
    .length
}

export function linkPairs({ action, before, after }: Operation): number {
  if (action !== 'link') return 0
  return (after.targets as string[]).length - ((before?.targets as string[] | undefined)?.length ?? 0)
}
