import type { Source } from '../../model/source.ts'
import { Waits } from '../../net/waits.ts'
import { brandSpellings } from './brands.ts'
import { type AmazonClient, type ClientOptions, createClient } from './client.ts'
import { createDownload } from './download.ts'
import { SpApiError } from './failure.ts'
import { Lookup } from './lookup.ts'
import { type Marketplace, marketplaceOf } from './marketplaces.ts'
import { OwnListingsReader } from './own-listings.ts'
import { asSize } from './raw.ts'
import { CatalogueReader } from './read.ts'
import { requestOf } from './wants.ts'

export interface AmazonOptions extends ClientOptions {
  /** Most calls in flight; 4 unless told. */
  sideBySide?: number
}

/** Answers take longer than the pause between two calls that the rate demands. */
const SIDE_BY_SIDE = 4

/** Amazon's catalogue of one seller application, by the Selling Partner API. */
export function createAmazonSource(options: AmazonOptions): Source {
  return {
    name: 'amazon',
    title: 'Amazon',
    async read(asked, context, signal) {
      const { memo } = context
      const request = requestOf(asked)
      const marketplace = marketplaceOf(request.marketplace)
      const client = createClient(options, marketplace, signal)
      const download = createDownload(options.credentials.apiUrl, { signal, log: options.log })
      const { clock } = options
      const waits = new Waits(clock, options.onWait)
      const own = { client, download, memo, clock, waits, marketplace, signal }
      const sellerId = request.sellerId ?? null
      const reader = new CatalogueReader({
        request,
        context,
        lookup: new Lookup({ client, marketplace, memo, sideBySide: options.sideBySide ?? SIDE_BY_SIDE }),
        own: sellerId === null ? null : new OwnListingsReader(own, sellerId),
        totals: client.totals,
        elsewhere: (code, brand) => {
          const other = marketplaceOf(code)
          return countListings(createClient(options, other, signal), other, brand)
        },
      })
      return reader.read()
    },
  }
}

/** About how many listings of a brand there are, by the spelling that finds most; `null` where Amazon refuses. */
async function countListings(client: AmazonClient, { id }: Marketplace, brand: string): Promise<number | null> {
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
