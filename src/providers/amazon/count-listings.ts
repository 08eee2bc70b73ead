import { brandSpellings } from './brands.ts'
import type { AmazonClient } from './client.ts'
import { SpApiError } from './failure.ts'
import type { Marketplace } from './marketplaces.ts'
import { asSize } from './raw.ts'

/** About how many listings of a brand there are, by the spelling that finds most; `null` where Amazon refuses. */
export async function countListings(client: AmazonClient, { id }: Marketplace, brand: string): Promise<number | null> {
  const counts: number[] = []
  try {
    for (const spelling of brandSpellings(brand)) {
      const keywords = brand.replaceAll(',', ' ')
      const query = { marketplaceIds: id, keywords, ...(spelling === null ? {} : { brandNames: spelling }) }
      counts.push(asSize((await client.call({ operation: 'searchCatalogItems', query })).numberOfResults))
    }
    return Math.max(...counts)
  } catch (error) {
    if (error instanceof SpApiError) return null
    throw error
  }
}
