import { type LiveResource, liveOf } from '../../../model/live.ts'
import type { Match, PlanInput } from '../../types.ts'
import { placeName, placesOf } from '../places.ts'
import { bearersOf, type Decided, levelsOf } from './bearers.ts'
import { matchesOf } from './evidence.ts'
import { joinMasters } from './masters.ts'
import { type NamedMaster, nameMasters } from './names.ts'
import { joinVariants } from './variants.ts'

/** Which listings of all shops are one product, and which of them one variant of it. */
export interface Joined {
  /** In the order of their keys. */
  masters: NamedMaster[]
  /** By the key of a listed variant: what it belongs to, with the evidence. */
  matches: Map<string, Match>
}

/** Joins what several sources and shops list; what is ignored is not among it. Input order never matters. */
export function join(items: readonly Decided[], input: PlanInput): Joined {
  const compare = precedence(input)
  const listed = items.filter(({ item }) => item.state === 'listed').sort(compare)
  const bearers = bearersOf(listed, input)
  const joined = joinVariants(bearers)
  const parents = new Map(listed.flatMap((one) => (one.item.role === 'parent' ? [[one.item.key, one] as const] : [])))
  const masters = nameMasters(joinMasters(bearers, joined), {
    bearers,
    parentOf: ({ key, ref, parents: [parent] }) =>
      parent === undefined ? undefined : parents.get(key.slice(0, key.length - ref.id.length) + parent),
    compare,
    template: input.settings.target.sku,
    taken: takenNames(input),
  })
  masters.sort((a, b) => compareText(a.key, b.key))
  return { masters, matches: matchesOf(masters, { bearers, joined }) }
}

/** Sources and shops in the order of the workspace, and their items by their keys. */
function precedence(input: Pick<PlanInput, 'shops' | 'sources'>): (a: Decided, b: Decided) => number {
  const ranks = new Map(placesOf(input).map((place) => [placeName(place), place.rank]))
  const rank = ({ item }: Decided) => ranks.get(placeName(item.ref)) ?? ranks.size
  return (a, b) => rank(a) - rank(b) || compareText(a.item.key, b.item.key)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function takenNames(input: PlanInput): { masters: Set<string>; variants: Set<string> } {
  const { master, variant } = levelsOf(input)
  const keys = (resources: readonly LiveResource[]) => new Set(resources.map(({ key }) => key))
  return { masters: keys(liveOf(input.live, master.name)), variants: keys(liveOf(input.live, variant.name)) }
}
