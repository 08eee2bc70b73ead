import type { CatalogueItem } from '../../model/item.ts'
import { canonicalJson, type Json } from '../../model/json.ts'

const LISTS = ['parent_asins', 'child_asins', 'identifiers', 'bullet_points', 'images'] as const

/** In the order of an export. */
export function sortItems(items: CatalogueItem[]): CatalogueItem[] {
  return items.toSorted((a, b) => (a.asin < b.asin ? -1 : Number(a.asin > b.asin)))
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
  const named = typeof item.asin === 'string' && /^[A-Z0-9]{10}$/.test(item.asin)
  return named && LISTS.every((list) => Array.isArray(item[list])) && typeof item.attributes === 'object'
}
