import type { Dataset, RawAttributeValue, RawCatalogItem } from './raw.ts'

/** True when anything is known of the item in one of the marketplaces. */
export function isIn(item: RawCatalogItem, marketplaceIds: readonly string[]): boolean {
  const entries = [item.summaries, item.identifiers, item.images, item.relationships].flatMap((set) => set ?? [])
  return entries.length === 0 || entries.some((entry) => marketplaceIds.includes(entry.marketplaceId))
}

/** The item with the asked sets only, each narrowed to the marketplaces. A set that the item lacks stays absent. */
export function project(item: RawCatalogItem, datasets: readonly Dataset[], marketplaceIds: readonly string[]) {
  const answer: { [name: string]: unknown } = { asin: item.asin }
  for (const name of datasets) {
    if (name === 'attributes') {
      if (item.attributes) answer.attributes = attributesIn(item.attributes, marketplaceIds)
      continue
    }
    const entries = item[name]
    if (entries) answer[name] = entries.filter(({ marketplaceId }) => marketplaceIds.includes(marketplaceId))
  }
  return answer
}

type Attributes = { [name: string]: RawAttributeValue[] }

function attributesIn(attributes: Attributes, marketplaceIds: readonly string[]): Attributes {
  const here = ({ marketplace_id }: RawAttributeValue) =>
    marketplace_id === undefined || marketplaceIds.includes(marketplace_id)
  const entries = Object.entries(attributes).map(([name, values]) => [name, values.filter(here)] as const)
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0))
}
