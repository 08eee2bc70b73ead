import { isIn } from './dataset.ts'
import { textHash } from './hash.ts'
import type { AmazonSimSettings } from './options.ts'
import type { SearchQuery } from './query.ts'
import type { RawCatalogItem, RawClassification } from './raw.ts'
import { brandOf, type SearchIndex, splitWords } from './search-index.ts'

interface Refinements {
  brands: { brandName: string; numberOfResults: number }[]
  classifications: { classificationId: string; displayName: string; numberOfResults: number }[]
}

export interface Found {
  /** In order of relevance, no more than can be paged through. */
  positions: number[]
  /** All matches, those out of reach included. */
  total: number
  refinements: Refinements
}

interface Hit {
  position: number
  item: RawCatalogItem
  /** Smaller is more relevant. */
  rank: number
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

export interface World {
  items: readonly RawCatalogItem[]
  index: SearchIndex
  settings: AmazonSimSettings
}

function matching({ items, index }: World, { keywords }: SearchQuery): Hit[] {
  const words = [...new Set(splitWords(keywords.join(' ')))]
  const counts = new Map<number, number>()
  for (const word of words) {
    for (const position of index.words.get(word) ?? []) counts.set(position, (counts.get(position) ?? 0) + 1)
  }
  const start = textHash(words.join(' '))
  const hits: Hit[] = []
  for (const [position, count] of counts) {
    const item = items[position]
    if (!item || count * 2 < words.length) continue
    hits.push({ position, item, rank: textHash(item.asin, start) / 2 ** 32 - count / words.length })
  }
  return hits
}

function isShown({ summaries }: RawCatalogItem, { hiddenParents }: AmazonSimSettings): boolean {
  return !hiddenParents || !summaries?.some(({ itemClassification }) => itemClassification === 'VARIATION_PARENT')
}

function passes(item: RawCatalogItem, query: SearchQuery, settings: AmazonSimSettings): boolean {
  if (!isIn(item, [query.marketplaceId])) return false
  if (query.brandNames.length > 0 && !query.brandNames.some((name) => isLetThrough(item, name, settings))) return false
  return query.classificationIds.length === 0 || nodesOf(item).some(({ id }) => query.classificationIds.includes(id))
}

/** Where brands leak, a name that works lets everything through that the keywords find. */
function isLetThrough(item: RawCatalogItem, name: string, settings: AmazonSimSettings): boolean {
  if (!settings.leakyBrands) return isBrand(item, name, settings)
  return settings.brandSpaces !== 'underscore' || !/\s/.test(name)
}

/** A name with spaces finds nothing in the usual mode: underscores have to stand for them. */
function isBrand(item: RawCatalogItem, name: string, { brandSpaces }: AmazonSimSettings): boolean {
  if (brandSpaces === 'underscore' && /\s/.test(name)) return false
  const wanted = brandSpaces === 'plain' ? name : name.replaceAll('_', ' ')
  return brandOf(item)?.trim().toLowerCase() === wanted.trim().toLowerCase()
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

function nodesOf(item: RawCatalogItem): { id: string; name: string }[] {
  const nodes: { id: string; name: string }[] = []
  const add = (node: RawClassification | undefined): void => {
    if (!node) return
    if (!nodes.some(({ id }) => id === node.classificationId))
      nodes.push({ id: node.classificationId, name: node.displayName })
    add(node.parent)
  }
  for (const summary of item.summaries ?? []) add(summary.browseClassification)
  for (const { classifications } of item.classifications ?? []) classifications?.forEach(add)
  return nodes
}

const MOST_REFINEMENTS = 20

function refine(hits: Hit[]): Refinements {
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
