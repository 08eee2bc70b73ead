import type { ItemFields } from '../../model/item.ts'
import { convertFamily, type ShopFacts } from './convert.ts'
import type { Catalogue } from './reads.ts'

/** What became of the products of a catalogue. */
export interface Converted {
  items: ItemFields[]
  /** Products that could not be used, and why. */
  unread: { id: string; reason: string }[]
}

export function convertAll({ products, others }: Catalogue, facts: ShopFacts): Converted {
  const found: Converted = { items: [], unread: [] }
  for (const family of products.lines?.families() ?? []) {
    const gid = String(family.product.id)
    const converted = convertFamily(family, others.lines?.familyOf(gid) ?? null, facts)
    if (typeof converted === 'string') found.unread.push({ id: gid.replace(/^.*\//, ''), reason: converted })
    else found.items.push(...converted)
  }
  return found
}
