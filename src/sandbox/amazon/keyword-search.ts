import { isShown, passes } from './keyword-filters.ts'
import { type Hit, matching, type World } from './keyword-hits.ts'
import type { SearchQuery } from './query.ts'
import { type Refinements, refine } from './refinements.ts'

export interface Found {
  /** In order of relevance, no more than can be paged through. */
  positions: number[]
  /** All matches, those out of reach included. */
  total: number
  refinements: Refinements
}

/**
 * The keywords act as one phrase; half of its words are enough. The order mixes brands: relevance counts words, but
 * much of it is arbitrary.
 */
export function searchKeywords(world: World, query: SearchQuery): Found {
  const hidden = new Set(world.settings.rolledUp)
  const visible = matching(world, query).filter(({ item }) => !hidden.has(item.asin) && isShown(item, world.settings))
  const narrowed = visible.filter(({ item }) => passes(item, query, world.settings))
  const hits = world.settings.rollUp ? oneEachFamily(narrowed) : narrowed
  hits.sort((a, b) => a.rank - b.rank || a.position - b.position)
  return {
    positions: hits.slice(0, world.settings.searchCap).map(({ position }) => position),
    total: hits.length,
    refinements: refine(hits),
  }
}

/** The first child of each family stands for all; parents and stand-alone items stand for themselves. */
function oneEachFamily(hits: Hit[]): Hit[] {
  const families = new Set<string>()
  return hits.filter(({ item }) => {
    const parent = item.relationships?.flatMap(({ relationships }) => relationships).find((one) => one.parentAsins)
    const family = parent?.parentAsins?.[0]
    if (family === undefined) return true
    const first = !families.has(family)
    families.add(family)
    return first
  })
}
