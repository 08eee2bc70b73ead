import type { ItemFields } from '../../model/item.ts'
import { canonicalJson, type Json } from '../../model/json.ts'

const LISTS = ['parent_asins', 'child_asins', 'identifiers', 'bullet_points', 'images'] as const

/** In the order of an export. */
export function sortItems(items: ItemFields[]): ItemFields[] {
  return items.toSorted((a, b) => compare(String(a.asin), String(b.asin)))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** The line of an item, with its line break. */
export function formatItem(item: ItemFields): string {
  return `${canonicalJson(item as unknown as Json)}\n`
}

/** The item in a line, or `null` when the line is none. The digest vouches for what is not looked at. */
export function parseItem(line: string): ItemFields | null {
  try {
    const value: unknown = JSON.parse(line)
    return isItem(value) ? value : null
  } catch {
    return null
  }
}

function isItem(value: unknown): value is ItemFields {
  if (typeof value !== 'object' || value === null) return false
  const item = value as ItemFields
  const named = typeof item.asin === 'string' && /^[A-Z0-9]{10}$/.test(item.asin)
  return named && LISTS.every((list) => Array.isArray(item[list])) && typeof item.attributes === 'object'
}
