import { nodesOf } from './browse-nodes.ts'
import { isIn } from './dataset.ts'
import type { AmazonSimSettings } from './options.ts'
import type { SearchQuery } from './query.ts'
import type { RawCatalogItem } from './raw.ts'
import { brandOf } from './search-index.ts'

/** False for variation parents while searches leave them out. */
export function isShown({ summaries }: RawCatalogItem, { hiddenParents }: AmazonSimSettings): boolean {
  return !hiddenParents || !summaries?.some(({ itemClassification }) => itemClassification === 'VARIATION_PARENT')
}

/** True for items of the marketplace, brands and classifications that are asked for. */
export function passes(item: RawCatalogItem, query: SearchQuery, settings: AmazonSimSettings): boolean {
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
