import { CHILD_IDS, ITEM_ID, PARENT_IDS } from '../../model/edge-names.ts'
import type { ItemFields } from '../../model/item.ts'
import { canonicalJson, type Json } from '../../model/json.ts'

const LISTS = [PARENT_IDS, CHILD_IDS, 'identifiers', 'bullet_points', 'images'] as const

/** In the order of an export. */
export function sortItems(items: ItemFields[]): ItemFields[] {
  return items.toSorted((a, b) => compare(String(a[ITEM_ID]), String(b[ITEM_ID])))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** What a variant is chosen by stands in the order in which the source names it. */
const IN_ORDER = 'options'

/** The line of an item, with its line break. */
export function formatItem(item: ItemFields): string {
  const entries = Object.keys(item)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${valueText(name, item[name] as Json | undefined)}`)
  return `{${entries.join(',')}}\n`
}

function valueText(name: string, value: Json | undefined): string {
  return name === IN_ORDER ? JSON.stringify(value ?? null) : canonicalJson(value)
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
  const named = typeof item[ITEM_ID] === 'string' && item[ITEM_ID] !== ''
  return named && LISTS.every((list) => Array.isArray(item[list])) && typeof item.attributes === 'object'
}
