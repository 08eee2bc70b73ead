import { addressOf } from '../../model/address.ts'
import { SHOP } from '../../model/edge-names.ts'
import { texts } from '../../model/fields.ts'
import type { Stale } from '../../model/plan.ts'
import type { Series, Survey } from '../../model/target.ts'
import { kindNamed, mainKind } from '../../model/target-kinds.ts'
import type { Population } from '../match/population.ts'
import type { DesiredRelations } from '../project/relations.ts'
import type { Listing, Owned, PlanInput } from '../types.ts'

/** Sources by series: members of ours that are live in one resource and no longer follow, by the key of that resource. */
export type StaleSources = Map<string, { [series: string]: string[] }>

interface Context {
  input: PlanInput
  population: Population
  survey: Survey
  relations: DesiredRelations
}

/** What the baselines of listings that are planned name as ours, by the key of the resource that is referred to. */
export function staleSources(listings: Listing[], context: Context): StaleSources {
  const stale: StaleSources = new Map()
  for (const listing of listings) {
    const owned = context.population.owned.get(listing.key)
    if (!owned?.baseline) continue
    for (const series of context.survey.series) {
      const { links } = owned.baseline
      const written = Object.hasOwn(links, series.name) ? (links[series.name] ?? []) : []
      const sources = written.filter((source) => isStale(series, { source, listing, owned }, context))
      if (sources.length > 0) stale.set(listing.key, { ...stale.get(listing.key), [series.name]: sources })
    }
  }
  return stale
}

interface Member {
  source: string
  listing: Listing
  owned: Owned
}

function isStale(series: Series, { source, listing, owned }: Member, { input, population, relations }: Context) {
  if (relations[series.madeOf].get(source)?.has(listing.key)) return false
  const owner = kindNamed(input.traits, series.kind)?.owner?.(`${series.label}.${source}`)
  const live = owner && texts(population.byKey.get(source)?.fields[owner.path])
  if (!live?.includes(owned.live.id)) return false
  return series.madeOf === 'match' || !mayBeParent(source, listing, input)
}

/** A parent that the listing names all the same, or that an incomplete export says nothing about. */
function mayBeParent(source: string, { item, facts }: Listing, { keys, sources }: PlanInput): boolean {
  const { ref, parents } = item
  if (parents.some((id) => keys.of({ ...ref, id }) === source)) return true
  const read = sources.filter(({ header, facts: { name } }) => name === facts.name && header[SHOP] === ref.shop)
  const told = read.some(({ items }) =>
    items.some((other) => other.state === 'listed' && keys.of(other.ref) === source),
  )
  return !told && read.some(({ header }) => !header.complete)
}

/** The same as a list of a plan, by source. */
export function staleRelations(stale: StaleSources, { input, survey }: Pick<Context, 'input' | 'survey'>): Stale[] {
  const main = mainKind(input.traits)
  const byAddress = new Map<string, string[]>()
  for (const [key, sources] of stale) {
    for (const { name, label, kind } of survey.series) {
      for (const source of sources[name] ?? []) {
        const address = addressOf(kind, `${label}.${source}`)
        byAddress.set(address, [...(byAddress.get(address) ?? []), addressOf(main.name, key)])
      }
    }
  }
  return [...byAddress]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([address, targets]) => ({ address, targets: targets.sort(), message: MESSAGE }))
}

const MESSAGE = 'This program made the link, and it follows from the source no more; it is left as it is.'
