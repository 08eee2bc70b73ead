import { MARKETPLACE_IDS } from '../amazon/marketplaces.ts'
import type { RawCatalogItem, RawClassification } from '../amazon/raw.ts'
import { US } from './vocabulary.ts'

export type MarketplaceCode = keyof typeof MARKETPLACE_IDS

/** The item as if the classifications below one of its own did not exist: nothing divides that one any more. */
export function flattened(item: RawCatalogItem, classificationId: string): RawCatalogItem {
  const chain = item.classifications?.[0]?.classifications?.[0]
  const node = chain && above(chain, classificationId)
  if (!node) return item
  const { displayName } = node
  return {
    ...item,
    classifications: [{ marketplaceId: US, classifications: [node] }],
    ...(item.summaries && {
      summaries: item.summaries.map((summary) => ({
        ...summary,
        browseClassification: { displayName, classificationId },
      })),
    }),
  }
}

function above(node: RawClassification, classificationId: string): RawClassification | null {
  if (node.classificationId === classificationId) return node
  return node.parent ? above(node.parent, classificationId) : null
}

/** The item as it is listed in several marketplaces: the same there in every respect. */
export function listedIn(item: RawCatalogItem, codes: readonly MarketplaceCode[]): RawCatalogItem {
  const ids = codes.map((code) => MARKETPLACE_IDS[code])
  const { asin, attributes, ...sets } = item
  const spread = Object.entries(sets).map(([name, entries]) => [
    name,
    entries.flatMap((entry) => ids.map((marketplaceId) => ({ ...entry, marketplaceId }))),
  ])
  const values = Object.entries(attributes ?? {}).map(([name, list]) => [
    name,
    list.flatMap((value) => ids.map((marketplace_id) => ({ ...value, marketplace_id }))),
  ])
  return { asin, ...Object.fromEntries(spread), attributes: Object.fromEntries(values) }
}
