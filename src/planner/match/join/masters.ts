import type { Bearer } from './bearers.ts'
import { createSets } from './sets.ts'
import type { JoinedVariants } from './variants.ts'

/** Bearers that are variants of one product. */
export interface JoinedMaster {
  /** What the catalogue or people call it; absent: it is new. */
  key?: string
  /** Places of bearers, by the variant that they are. */
  variants: number[][]
}

/** Products join when a variant of theirs does. Whoever would belong to two masters is left open. */
export function joinMasters(bearers: readonly Bearer[], joined: JoinedVariants): JoinedMaster[] {
  const { sets, undecided } = joined
  const decided = bearers.map((_, place) => place).filter((place) => !undecided.has(place))
  const variants = [...Map.groupBy(decided, sets.of).values()]
  const products = numbered(decided.map((place) => (bearers[place] as Bearer).product))
  const product = (place: number): number => products.get((bearers[place] as Bearer).product) as number
  const groups = createSets([...products].map(() => undefined))
  for (const [first, ...others] of variants)
    for (const other of others) groups.unite(product(first as number), product(other))
  const together = Map.groupBy(variants, ([first]) => groups.of(product(first as number)))
  return byKey([...together.values()].flatMap((all) => mastersOf(all, { bearers, product }, joined)))
}

/** What people or the catalogue call the same is one master, though no code joins it. */
function byKey(masters: readonly JoinedMaster[]): JoinedMaster[] {
  const known = new Map<string, JoinedMaster>()
  return masters.flatMap((master) => {
    const { key, variants } = master
    const same = key === undefined ? undefined : known.get(key)
    if (same) {
      same.variants = [...same.variants, ...variants]
      return []
    }
    if (key !== undefined) known.set(key, master)
    return [master]
  })
}

function numbered(names: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size)
  return numbers
}

interface Known {
  bearers: readonly Bearer[]
  product: (place: number) => number
}

function mastersOf(variants: number[][], known: Known, joined: JoinedVariants): JoinedMaster[] {
  const { bearers } = known
  const keys = pinsOf(variants.flat(), bearers)
  if (keys.size === 0) return [{ variants }]
  const [key] = keys
  if (keys.size === 1) return [{ key: key as string, variants }]
  return apart(variants, known, joined)
}

function pinsOf(places: readonly number[], bearers: readonly Bearer[]): Set<string> {
  return new Set(places.flatMap((place) => bearers[place]?.master ?? []))
}

/** Several masters: each keeps what is its own, and what its own products alone list; the rest is left open. */
function apart(variants: number[][], { bearers, product }: Known, joined: JoinedVariants): JoinedMaster[] {
  const ownPins = new Map<number, Set<string>>()
  for (const place of variants.flat()) {
    const { master } = bearers[place] as Bearer
    const pins = ownPins.get(product(place)) ?? new Set()
    if (master !== undefined) pins.add(master)
    ownPins.set(product(place), pins)
  }
  const masters = new Map<string, number[][]>()
  const put = (key: string, places: number[]) => masters.set(key, [...(masters.get(key) ?? []), places])
  for (const places of variants) {
    const pinned = Map.groupBy(places, (place) => bearers[place]?.master)
    const open = pinned.get(undefined) ?? []
    pinned.delete(undefined)
    const keys =
      pinned.size > 0 ? [...pinned.keys()] : open.flatMap((place) => [...(ownPins.get(product(place)) ?? [])])
    const [key, ...others] = new Set(keys as string[])
    if (key !== undefined && others.length === 0) put(key, places)
    else {
      for (const [own, of] of pinned) put(own as string, of)
      leaveOpen(open, { variants, bearers }, joined)
    }
  }
  return [...masters].map(([key, own]) => ({ key, variants: own }))
}

function leaveOpen(
  places: readonly number[],
  { variants, bearers }: { variants: number[][]; bearers: readonly Bearer[] },
  { undecided, evidence }: JoinedVariants,
): void {
  const others = variants.flat().filter((place) => bearers[place]?.master !== undefined)
  for (const place of places) {
    const { method, value } = evidence.get(place) ?? { method: 'sku' as const, value: bearers[place]?.sku ?? '' }
    undecided.set(place, { code: 'two-masters', method, value, others })
  }
}
