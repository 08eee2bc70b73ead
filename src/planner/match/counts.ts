import { ITEM_ID, SHOP } from '../../model/edge-names.ts'
import type { Item, Role } from '../../model/item.ts'
import type { Ambiguous, ItemClass, ItemNames, Unmatched } from '../../model/plan.ts'
import type { MatchCounts } from '../../model/plan-figures.ts'
import type { Listing, PlanInput } from '../types.ts'

const CLASSES: { [role in Role]: ItemClass } = { parent: 'parent', child: 'child', single: 'standalone' }

/** What reports call an item's role. */
export function classOf({ role }: Pick<Item, 'role'>): ItemClass {
  return CLASSES[role]
}

type Sources = Pick<PlanInput, 'shops'>

/** An item in reports; its id alone does not tell it from those of other sources. */
export function itemNames({ ref }: Pick<Item, 'ref'>, { shops }: Sources): ItemNames {
  const id = { [ITEM_ID]: ref.id }
  return shops.length > 1 ? { ...id, source: ref.source, [SHOP]: ref.shop } : id
}

/** How well listings found their canonical products, over everything that was exported. */
export function countMatches(listings: Listing[]): MatchCounts {
  const counts: MatchCounts = {
    total: listings.length,
    matched: 0,
    unmatched: 0,
    ambiguous: 0,
    rate: 0,
    by_method: {},
    by_class: {},
  }
  for (const { match, item } of listings) {
    const name = classOf(item)
    const group = counts.by_class[name] ?? { total: 0, matched: 0 }
    group.total += 1
    if (match.status === 'matched') {
      counts.matched += 1
      group.matched += 1
      counts.by_method[match.method] = (counts.by_method[match.method] ?? 0) + 1
    } else if (match.status === 'ambiguous') counts.ambiguous += 1
    else counts.unmatched += 1
    counts.by_class[name] = group
  }
  counts.rate = counts.total === 0 ? 0 : Math.round((counts.matched / counts.total) * 1000) / 10
  return { ...counts, by_method: sorted(counts.by_method), by_class: sorted(counts.by_class) }
}

function sorted<V>(record: { [key: string]: V }): { [key: string]: V } {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function unmatchedList(listings: Listing[], input: Sources): Unmatched[] {
  return listings.flatMap(({ address, item, match, belongs }) => {
    const named = { address, ...itemNames(item, input) }
    if (match.status === 'none') {
      return [
        {
          ...named,
          class: classOf(item),
          code: 'override-none',
          // Where listings become one resource, it is one of its own.
          message: belongs === undefined ? 'An override links it to nothing.' : 'An override keeps it by itself.',
        },
      ]
    }
    if (match.status !== 'unmatched') return []
    const { code, message, near } = match
    return [{ ...named, class: classOf(item), code, message, ...(near.length > 0 ? { near } : {}), ...moreOf(match) }]
  })
}

export function ambiguousList(listings: Listing[], input: Sources): Ambiguous[] {
  return listings.flatMap(({ address, item, match }) =>
    match.status === 'ambiguous'
      ? [{ address, ...itemNames(item, input), code: match.code, candidates: match.candidates, ...moreOf(match) }]
      : [],
  )
}

/** How many there are beside those that are named. */
export function moreOf({ more }: { more?: number }): { more?: number } {
  return more === undefined ? {} : { more }
}
