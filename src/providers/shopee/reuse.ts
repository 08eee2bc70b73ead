import type { ItemFields } from '../../model/item.ts'
import type { Listed } from './listing-page.ts'

export type Before = ReadonlyMap<string, ItemFields>

/**
 * An item with its models as an earlier export has it, when nothing of it was changed since: Shopee moves the time of the
 * last change with every edit, of stock and prices too. `null`: it has to be read.
 */
export function unchanged(listed: Listed, before: Before | null): ItemFields[] | null {
  const item = before?.get(listed.id)
  if (!item || item.update_time !== listed.updated || item.status !== listed.status) return null
  const children = item.child_asins
  if (!Array.isArray(children)) return null
  const family = [item]
  for (const id of children) {
    const child = before?.get(String(id))
    if (!child) return null
    family.push(child)
  }
  return family
}
