import { CHILD_IDS, ITEM_ID, PARENT_IDS } from '../../model/edge-names.ts'
import type { CatalogueItem } from '../../model/item.ts'
import { canonicalJson, type Json } from '../../model/json.ts'

const LISTS = [PARENT_IDS, CHILD_IDS, 'identifiers', 'bullet_points', 'images'] as const

/** In the order of an export. */
export function sortItems(items: CatalogueItem[]): CatalogueItem[] {
  return items.toSorted((a, b) => (a[ITEM_ID] < b[ITEM_ID] ? -1 : Number(a[ITEM_ID] > b[ITEM_ID])))
}

/** The line of an item, with its line break. */
export function formatItem(item: CatalogueItem): string {
  return `${canonicalJson(item as unknown as Json)}\n`
}

/** The item in a line, or `null` when the line is none. The digest vouches for what is not looked at. */
export function parseItem(line: string): CatalogueItem | null {
  try {
    const value: unknown = JSON.parse(line)
    return isItem(value) ? value : null
  } catch {
    return null
  }
}

function isItem(value: unknown): value is CatalogueItem {
  if (typeof value !== 'object' || value === null) return false
  const item = value as { [key in keyof CatalogueItem]?: unknown }
  const named = typeof item[ITEM_ID] === 'string' && item[ITEM_ID] !== ''
  return named && LISTS.every((list) => Array.isArray(item[list])) && typeof item.attributes === 'object'
}
