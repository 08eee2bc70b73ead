import { addressOf } from '../../model/address.ts'
import { counted } from '../../model/counted.ts'
import { addTo } from '../../model/grouping.ts'
import { siblingKey } from '../../model/item.ts'
import type { Address } from '../../model/plan.ts'
import type { Rejected } from '../../model/quality.ts'
import type { TargetTraits } from '../../model/target.ts'
import { mainKind, partKind } from '../../model/target-kinds.ts'
import type { Listing } from '../types.ts'

/** The address of what an item would become: a part of its group, where the target has parts. */
export function placeOf({ item, key, address }: Listing, traits: TargetTraits): Address {
  const part = item.role === 'child' && mainKind(traits).madeOf === 'group' ? partKind(traits) : null
  return part ? addressOf(part.name, key) : address
}

/**
 * A group goes with its parent; and where groups become one resource, a parent goes when none of its children is left. In
 * the order of the listings.
 */
export function withGroups(
  own: ReadonlyMap<string, Rejected>,
  listings: readonly Listing[],
  traits: TargetTraits,
): Map<string, Rejected> {
  const children = childrenOf(listings)
  const lost = mainKind(traits).madeOf === 'item' ? new Map<string, Rejected>() : childless(children, own)
  const all = new Map<string, Rejected>()
  for (const listing of listings) {
    const { key } = listing.item
    const parent = parentOf(listing)
    const whole = parent === null ? undefined : own.get(parent)
    const entry = own.get(key) ?? (whole && along(listing, whole, traits)) ?? withoutChildren(listing, lost.get(key))
    if (entry) all.set(key, entry)
  }
  return all
}

/** The key of the item that a child is grouped by. */
function parentOf({ item }: Listing): string | null {
  const [parent] = item.parents
  return item.role === 'parent' || parent === undefined ? null : siblingKey(item, parent)
}

function childrenOf(listings: readonly Listing[]): Map<string, Listing[]> {
  const children = new Map<string, Listing[]>()
  for (const listing of listings) {
    const parent = parentOf(listing)
    if (parent !== null) addTo(children, parent, listing)
  }
  return children
}

/** Parents of which no child is valid, with the first of these. */
function childless(
  children: ReadonlyMap<string, Listing[]>,
  own: ReadonlyMap<string, Rejected>,
): Map<string, Rejected> {
  const lost = new Map<string, Rejected>()
  for (const [parent, group] of children) {
    const found = group.map(({ item }) => own.get(item.key))
    const [first] = found
    if (first === undefined || found.includes(undefined)) continue
    const many =
      group.length === 1 ? 'Its one child is' : `All of its ${counted(group.length, 'child', 'children')} are`
    lost.set(parent, { ...first, message: `${many} rejected: ${first.item}: ${first.message}` })
  }
  return lost
}

function along(listing: Listing, whole: Rejected, traits: TargetTraits): Rejected {
  const { also: _, ...entry } = whole
  const message = `Its parent ${whole.item} is rejected: ${whole.message}`
  return { ...entry, address: placeOf(listing, traits), item: listing.item.key, message }
}

function withoutChildren({ address, item }: Listing, entry: Rejected | undefined): Rejected | undefined {
  if (!entry) return undefined
  const { also: _, ...first } = entry
  return { ...first, address, item: item.key }
}
