import { addressOf } from '../../model/address.ts'
import type { Stale } from '../../model/plan.ts'
import type { Population } from '../match/population.ts'
import type { Listing, Owned, PlanInput } from '../types.ts'
import type { Definitions } from './definitions.ts'
import type { DesiredLinks } from './links.ts'

type Kind = 'hierarchy' | 'listings'

/** Sources by relationship label, as configured: links of ours to one product that are live and no longer follow. */
export type StaleSources = Map<string, { [relationship: string]: string[] }>

interface Context {
  input: PlanInput
  population: Population
  definitions: Definitions
  links: DesiredLinks
}

/** What the baselines of listings that are planned name as ours, by the SKU of the product that is linked to. */
export function staleSources(listings: Listing[], context: Context): StaleSources {
  const { population, input } = context
  const stale: StaleSources = new Map()
  for (const listing of listings) {
    const owned = population.owned.get(listing.sku)
    if (!owned?.baseline) continue
    for (const kind of ['hierarchy', 'listings'] as const) {
      const { label } = input.settings.relationships[kind]
      const written = Object.hasOwn(owned.baseline.links, label) ? (owned.baseline.links[label] ?? []) : []
      const sources = written.filter((source) => isStale(kind, { source, listing, owned }, context))
      if (sources.length > 0) stale.set(listing.sku, { ...stale.get(listing.sku), [label]: sources })
    }
  }
  return stale
}

interface Link {
  source: string
  listing: Listing
  owned: Owned
}

function isStale(kind: Kind, { source, listing, owned }: Link, { input, population, definitions, links }: Context) {
  if (links[kind].get(source)?.has(listing.sku)) return false
  const { label } = input.settings.relationships[kind]
  const live = definitions.relationships.get(label)?.live?.label
  if (live === undefined || !population.bySku.get(source)?.links[live]?.includes(owned.product.id)) return false
  return kind === 'listings' || !mayBeParent(source, listing, input)
}

/** A parent that the listing names all the same, or that an incomplete export says nothing about. */
function mayBeParent(source: string, { item, facts }: Listing, { keys, sources }: PlanInput): boolean {
  const { ref, parents } = item
  if (parents.some((id) => keys.of({ ...ref, id }) === source)) return true
  const read = sources.filter(({ header, facts: { name } }) => name === facts.name && header.marketplace === ref.shop)
  const told = read.some(({ items }) =>
    items.some((other) => other.state === 'listed' && keys.of(other.ref) === source),
  )
  return !told && read.some(({ header }) => !header.complete)
}

/** The same as a list of a plan, by source. */
export function staleLinks(stale: StaleSources, { definitions }: Pick<Context, 'definitions'>): Stale[] {
  const byAddress = new Map<string, string[]>()
  for (const [sku, relationships] of stale) {
    for (const [label, sources] of Object.entries(relationships)) {
      const live = definitions.relationships.get(label)?.live?.label ?? label
      for (const source of sources) {
        const address = addressOf('link', `${live}.${source}`)
        byAddress.set(address, [...(byAddress.get(address) ?? []), addressOf('product', sku)])
      }
    }
  }
  return [...byAddress]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([address, targets]) => ({ address, targets: targets.sort(), message: MESSAGE }))
}

const MESSAGE = 'This program made the link, and it follows from the source no more; it is left as it is.'
