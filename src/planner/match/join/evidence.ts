import type { Match } from '../../types.ts'
import { MOST_CANDIDATES } from '../by-identifier.ts'
import { type Bearer, skuOf } from './bearers.ts'
import type { NamedMaster } from './names.ts'
import type { JoinedVariants, Undecided } from './variants.ts'

interface Known {
  bearers: readonly Bearer[]
  joined: JoinedVariants
}

/** By the key of a listed variant: what it belongs to, with the evidence; or why nothing is decided. */
export function matchesOf(masters: readonly NamedMaster[], { bearers, joined }: Known): Map<string, Match> {
  const masterOf = new Map<string, string>()
  for (const { key, variants } of masters)
    for (const { voices } of variants) for (const { item } of voices) masterOf.set(item.key, key)
  const nameOf = (place: number): string => {
    const { listed, master } = bearers[place] as Bearer
    return master ?? (listed ? (masterOf.get(listed.item.key) ?? spelt(bearers[place] as Bearer)) : '')
  }
  const matches = new Map<string, Match>()
  bearers.forEach((bearer, place) => {
    const { listed } = bearer
    if (listed === null) return
    const { key } = listed.item
    const open = joined.undecided.get(place)
    const sku = masterOf.get(key)
    if (open) matches.set(key, ambiguous(open, nameOf))
    else if (sku !== undefined)
      matches.set(key, matched(bearer, { sku, joinedBy: joined.evidence.get(place), bearers }))
  })
  return matches
}

function ambiguous({ code, method, value, others }: Undecided, nameOf: (place: number) => string): Match {
  const names = [...new Set(others.map(nameOf))].sort()
  const candidates = names.slice(0, MOST_CANDIDATES).map((sku) => ({ sku, method, value }))
  const more = names.length - candidates.length
  return { status: 'ambiguous', code, candidates, ...(more > 0 ? { more } : {}) }
}

interface Found {
  sku: string
  joinedBy: { method: 'sku' | 'gtin'; value: string; with: number } | undefined
  bearers: readonly Bearer[]
}

/** What people say comes first, then what the catalogue knows, then a code that another bears as well. */
function matched({ listed, variant, master, decided, alone }: Bearer, { sku, joinedBy, bearers }: Found): Match {
  const evidence = { status: 'matched' as const, sku, disagreed: [] }
  const id = listed?.item.ref.id ?? ''
  if (alone) return { status: 'none' }
  if (decided) return { ...evidence, method: 'override', value: id, canonicalValue: sku }
  if (master !== undefined) return { ...evidence, method: 'mapped', value: id, canonicalValue: variant ?? master }
  // What nothing joins stands on its own, and belongs to what is made of it.
  if (!joinedBy)
    return { ...evidence, method: 'alone', value: (listed && skuOf(listed.item)) ?? id, canonicalValue: sku }
  const other = bearers[joinedBy.with] as Bearer
  return { ...evidence, method: joinedBy.method, value: joinedBy.value, canonicalValue: spelt(other) }
}

/** How another bearer gives itself. */
function spelt({ listed, variant, sku, gtins: [gtin] }: Bearer): string {
  return variant ?? (listed && skuOf(listed.item)) ?? sku ?? gtin ?? ''
}
