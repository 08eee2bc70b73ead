import { nodesOf } from './browse-nodes.ts'
import type { Hit } from './keyword-hits.ts'
import { brandOf } from './search-index.ts'

/** By what a search can be narrowed. */
export interface Refinements {
  brands: { brandName: string; numberOfResults: number }[]
  classifications: { classificationId: string; displayName: string; numberOfResults: number }[]
}

const MOST_REFINEMENTS = 20

/** How many of the hits each brand and each classification has, the most frequent first. */
export function refine(hits: Hit[]): Refinements {
  const brands = new Map<string, number>()
  const nodes = new Map<string, { displayName: string; numberOfResults: number }>()
  for (const { item } of hits) {
    const brand = brandOf(item)
    if (brand !== undefined) brands.set(brand, (brands.get(brand) ?? 0) + 1)
    for (const { id, name } of nodesOf(item)) {
      const known = nodes.get(id)
      if (known) known.numberOfResults += 1
      else nodes.set(id, { displayName: name, numberOfResults: 1 })
    }
  }
  const named = [...brands].map(([brandName, numberOfResults]) => ({ brandName, numberOfResults }))
  const classified = [...nodes].map(([classificationId, node]) => ({ classificationId, ...node }))
  return { brands: most(named), classifications: most(classified) }
}

function most<T extends { numberOfResults: number }>(refinements: T[]): T[] {
  return refinements.sort((a, b) => b.numberOfResults - a.numberOfResults).slice(0, MOST_REFINEMENTS)
}
