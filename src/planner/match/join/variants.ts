import type { Bearer } from './bearers.ts'
import { type SharedCode, sharedCodes } from './contested.ts'
import { createSets, type Sets } from './sets.ts'

/** Why a listing is left alone: what it is recognised by leads several ways. */
export interface Undecided {
  code: 'contested-sku' | 'contested-gtin' | 'two-masters'
  /** The code that it bears. */
  method: 'sku' | 'gtin'
  value: string
  /** Places of the others that bear it. */
  others: number[]
}

/** Which bearers are one variant. */
export interface JoinedVariants {
  sets: Sets
  undecided: Map<number, Undecided>
  /** By what a bearer was joined with others. */
  evidence: Map<number, { method: 'sku' | 'gtin'; value: string; with: number }>
}

/** Joins by SKU, then by GTIN. What the catalogue or people say of a bearer stands whatever its codes say. */
export function joinVariants(bearers: readonly Bearer[]): JoinedVariants {
  const joined: JoinedVariants = {
    sets: createSets(bearers.map(({ variant, master }) => pinOf(variant, master))),
    undecided: new Map(),
    evidence: new Map(),
  }
  uniteKnown(bearers, joined.sets)
  const { skus, gtins } = sharedCodes(bearers)
  for (const shared of [...skus, ...gtins]) if (!shared.contested) uniteSharers(shared, bearers, joined)
  const usable = new Set([...skus, ...gtins].flatMap((shared) => (shared.contested ? [] : shared.bearers)))
  for (const shared of [...skus, ...gtins])
    if (shared.contested) leaveOpen(shared, { bearers, usable, code: `contested-${shared.method}` }, joined)
  return joined
}

function pinOf(variant: string | undefined, master: string | undefined): string | undefined {
  return variant === undefined ? undefined : JSON.stringify([master, variant])
}

/** Listings of one variant of the catalogue, and that variant. */
function uniteKnown(bearers: readonly Bearer[], sets: Sets): void {
  const first = new Map<string, number>()
  bearers.forEach(({ variant, master }, place) => {
    const pin = pinOf(variant, master)
    if (pin === undefined) return
    const known = first.get(pin)
    if (known === undefined) first.set(pin, place)
    else sets.unite(known, place)
  })
}

/** Those that nothing pins go with the others, unless these lead several ways. */
function uniteSharers(
  { method, code, bearers: places }: SharedCode,
  all: readonly Bearer[],
  joined: JoinedVariants,
): void {
  const byMaster = Map.groupBy(places, (place) => all[place]?.master)
  const free = byMaster.get(undefined) ?? []
  byMaster.delete(undefined)
  for (const pinned of byMaster.values()) uniteAll(pinned, { method, code }, joined)
  if (byMaster.size > 1) {
    const others = [...byMaster.values()].flat()
    for (const place of free) joined.undecided.set(place, { code: 'two-masters', method, value: code, others })
    return
  }
  uniteAll([...[...byMaster.values()].flat(), ...free], { method, code }, joined)
}

function uniteAll(
  places: readonly number[],
  { method, code }: Pick<SharedCode, 'method' | 'code'>,
  { sets, evidence }: JoinedVariants,
): void {
  const [first, ...others] = places
  if (first === undefined) return
  for (const place of others) {
    if (!sets.unite(first, place)) continue
    const known = { method, value: code }
    if (!evidence.has(place)) evidence.set(place, { ...known, with: first })
    if (!evidence.has(first)) evidence.set(first, { ...known, with: place })
  }
}

interface Open {
  bearers: readonly Bearer[]
  /** Bearers of a code that joins. */
  usable: ReadonlySet<number>
  code: Undecided['code']
}

/** Whoever has nothing else to be recognised by. */
function leaveOpen(shared: SharedCode, { bearers, usable, code }: Open, { undecided }: JoinedVariants): void {
  for (const place of shared.bearers) {
    const { listed, master, unproven } = bearers[place] as Bearer
    if (listed === null || (master !== undefined && !unproven) || usable.has(place) || undecided.has(place)) continue
    const others = shared.bearers.filter((other) => other !== place)
    undecided.set(place, { code, method: shared.method, value: shared.code, others })
  }
}
