import type { ItemFields } from '../../model/item.ts'
import { changesQuery } from './bulk-query.ts'
import type { ShopFacts } from './convert.ts'
import { convertAll } from './convert-all.ts'
import { idOf } from './gather.ts'
import type { RawRecord } from './raw.ts'
import type { Reads } from './reads.ts'
import type { ShopifyRequest } from './wants.ts'

/** Items by id of an earlier export. */
export type Former = ReadonlyMap<string, ItemFields>

interface UpdateContext {
  reads: Reads
  want: ShopifyRequest
  facts: ShopFacts
  /** Products that the shop counts. */
  expected: number
}

/** All items of a shop. */
export interface Update {
  items: ItemFields[]
  /** Products that are as they were. */
  unchanged: number
}

/** With more of them all is read anew: that is no longer. */
const MOST_CHANGED = 100

/**
 * All items, with what has not changed since from an earlier export; `null` when everything has to be read. The time of a
 * product's last change is a hint: it moves with orders and stock, and nobody promises that it moves with everything.
 */
export async function updated(former: Former, { reads, want, facts, expected }: UpdateContext): Promise<Update | null> {
  const { lines, whole } = await reads.file('changes', changesQuery(want))
  if (lines === null || !whole || lines.roots < expected) return null
  const { kept, changed } = compared(lines.products(), former)
  if (changed.length > MOST_CHANGED) return null
  const unchanged = lines.roots - changed.length
  if (changed.length === 0) return { items: kept, unchanged }
  const name = `changed ${changed[0]}-${changed.at(-1)}-${changed.length}`
  const query = changed.map((id) => `id:${id}`).join(' OR ')
  const catalogue = await reads.catalogue(name, { ...want, query })
  const { products, others } = catalogue
  const { items, unread } = convertAll(catalogue, facts)
  // A search may not know yet of what has just been made.
  const isWhole = products.whole && others.whole && products.lines?.roots === changed.length && unread.length === 0
  return isWhole ? { items: [...kept, ...items], unchanged } : null
}

function compared(products: Iterable<RawRecord>, former: Former): { kept: ItemFields[]; changed: string[] } {
  const kept: ItemFields[] = []
  const changed: string[] = []
  for (const { id: gid, updatedAt } of products) {
    const id = idOf(gid) ?? ''
    const family = unchanged(former, id, updatedAt)
    if (family) kept.push(...family)
    else changed.push(id)
  }
  return { kept, changed: changed.sort() }
}

/** A product with its variants as the earlier export has it. */
function unchanged(former: Former, id: string, updatedAt: unknown): ItemFields[] | null {
  const item = former.get(id)
  if (!item || item.updated_at === null || item.updated_at !== updatedAt || !Array.isArray(item.child_asins))
    return null
  const children = item.child_asins.map((child) => former.get(String(child)))
  return children.every((child) => child !== undefined) ? [item, ...children] : null
}
