import { type Item, siblingKey } from '../../model/item.ts'
import type { Listing, Match } from '../types.ts'
import { MOST_CANDIDATES } from './by-identifier.ts'
import { type CanonicalIndex, styleOf } from './canonical-index.ts'
import { modelOf } from './model-number.ts'
import { loose } from './near.ts'

type Unmatched = Extract<Match, { status: 'unmatched' }>

/** More than this share of a parent's matched children must be of one style, and at least so many of them. */
const CLEAR_SHARE = 2 / 3
const FEWEST = 2

/**
 * What children say about their parents. Where a parent has nothing that could name its product, the style of nearly
 * all of its children does; where it is matched otherwise, it is contradicted by a style that nearly all of them share.
 */
export function weighFamilies(listings: Listing[], index: CanonicalIndex): void {
  const parents = listings.filter(({ item }) => item.role === 'parent')
  if (parents.length === 0) return
  const byKey = new Map(listings.map((listing) => [listing.item.key, listing]))
  const childrenOf = groupChildren(listings)
  for (const parent of parents) {
    const children = new Set(childrenOf.get(parent.item.key))
    for (const child of parent.item.children) {
      const listing = byKey.get(siblingKey(parent.item, child))
      if (listing && listing.override?.parent === undefined) children.add(listing)
    }
    weigh(parent, children, index)
  }
}

function groupChildren(listings: Listing[]): Map<string, Listing[]> {
  const groups = new Map<string, Listing[]>()
  for (const listing of listings) {
    for (const parent of listing.item.parents) {
      const key = siblingKey(listing.item, parent)
      const group = groups.get(key)
      if (group) group.push(listing)
      else groups.set(key, [listing])
    }
  }
  return groups
}

function weigh(parent: Listing, children: ReadonlySet<Listing>, index: CanonicalIndex): void {
  const { match, item } = parent
  const style = clearStyle(children, index)
  if (style === null || match.status === 'none' || match.status === 'ambiguous') return
  const value = `${style.children} of ${style.matched} children`
  if (match.status === 'unmatched') {
    if (!index.match.model_fallbacks || match.code !== 'no-model' || modelOf(item) !== null) {
      parent.match = withNear(match, style.sku, item)
    } else {
      const { sku } = style
      parent.match = { status: 'matched', method: 'children', sku, value, canonicalValue: sku, disagreed: [] }
    }
  } else if (match.sku !== style.sku && match.method !== 'override') {
    const contrary = { method: 'children', value, sku: style.sku }
    parent.match =
      match.disagreed.length < MOST_CANDIDATES
        ? { ...match, disagreed: [...match.disagreed, contrary] }
        : { ...match, more: (match.more ?? 0) + 1 }
  }
}

/** Those that were not kept are spelt as its model number is. */
function withNear(match: Unmatched, sku: string, item: Item): Unmatched {
  const { near, more = 0 } = match
  if (near.includes(sku) || (more > 0 && loose(sku) === loose(modelOf(item) ?? ''))) return match
  return near.length < MOST_CANDIDATES ? { ...match, near: [...near, sku] } : { ...match, more: more + 1 }
}

interface ClearStyle {
  sku: string
  children: number
  matched: number
}

function clearStyle(children: ReadonlySet<Listing>, index: CanonicalIndex): ClearStyle | null {
  const counts = new Map<string, number>()
  let matched = 0
  for (const { match, item } of children) {
    if (match.status !== 'matched' || match.guess || item.role === 'parent') continue
    matched += 1
    const style = styleOf(match.sku, index)
    if (style !== null) counts.set(style, (counts.get(style) ?? 0) + 1)
  }
  for (const [sku, count] of counts) {
    if (count >= FEWEST && count > matched * CLEAR_SHARE) return { sku, children: count, matched }
  }
  return null
}
