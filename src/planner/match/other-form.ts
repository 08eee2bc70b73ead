import { addTo } from '../../model/grouping.ts'
import type { Item } from '../../model/item.ts'
import type { Elsewhere } from '../types.ts'

type Named = Pick<Item, 'key' | 'ref'>

/** Finds the product of a listing among those whose SKU has another form than the workspace's. */
export interface OtherForm {
  add(found: Elsewhere): void
  of(item: Named): Elsewhere | null
}

/** Baselines of earlier versions do not name their item; then their SKU has to hold both of its parts. */
export function createOtherForm(): OtherForm {
  const byItem = new Map<string, Elsewhere>()
  const byPart = new Map<string, Elsewhere[]>()
  const first = (a: Elsewhere, b: Elsewhere | undefined): Elsewhere =>
    b === undefined || a.live.key < b.live.key ? a : b
  return {
    add(found) {
      const { item, sku } = found.baseline
      if (item !== undefined) {
        byItem.set(item, first(found, byItem.get(item)))
        return
      }
      for (const part of new Set(partsOf(sku))) addTo(byPart, part, found)
    },
    of({ key, ref }) {
      const known = byItem.get(key)
      if (known) return known
      const holding = (byPart.get(ref.id) ?? []).filter(({ baseline }) => partsOf(baseline.sku).includes(ref.shop))
      return holding.reduce<Elsewhere | undefined>((best, one) => first(one, best), undefined) ?? null
    },
  }
}

function partsOf(sku: string): string[] {
  return sku.split(/[^A-Za-z0-9]+/)
}
