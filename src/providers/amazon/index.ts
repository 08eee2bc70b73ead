import type { Source } from '../../model/source.ts'
import { type ClientOptions, createClient } from './client.ts'
import { Lookup } from './lookup.ts'
import { marketplaceOf } from './marketplaces.ts'
import { AMAZON_PATHS } from './paths.ts'
import { CatalogueReader } from './read.ts'

/** Amazon's catalogue of one seller application, by the Selling Partner API. */
export function createAmazonSource(options: ClientOptions): Source {
  return {
    name: 'amazon',
    title: 'Amazon',
    paths: AMAZON_PATHS,
    async read(request, progress, signal) {
      const marketplace = marketplaceOf(request.marketplace)
      const client = createClient(options, marketplace, signal)
      const reader = new CatalogueReader(request, new Lookup(client, marketplace), progress)
      return reader.read(client.totals)
    },
  }
}
