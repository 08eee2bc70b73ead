import { SILENT } from '../../model/log.ts'
import type { Source } from '../../model/source.ts'
import { Waits } from '../../net/waits.ts'
import { type ClientOptions, createClient } from './client.ts'
import { countListings } from './count-listings.ts'
import { createDownload } from './download.ts'
import { amazonHealth } from './health.ts'
import { Lookup } from './lookup.ts'
import { marketplaceOf } from './marketplaces.ts'
import { OwnListingsReader } from './own-listings.ts'
import { CatalogueReader } from './read.ts'
import { Tokens } from './tokens.ts'
import { requestOf } from './wants.ts'

export interface AmazonOptions extends ClientOptions {
  /** Most calls in flight; 4 unless told. */
  sideBySide?: number
}

/** Answers take longer than the pause between two calls that the rate demands. */
const SIDE_BY_SIDE = 4

/** Amazon's catalogue of one seller application, by the Selling Partner API. */
export function createAmazonSource(options: AmazonOptions): Source {
  const { clock } = options
  const waits = new Waits(clock, options.onWait)
  const tokens = new Tokens({ ...options, waits })
  const shared = { ...options, tokens }
  let told = 0
  return {
    name: 'amazon',
    title: 'Amazon',
    async connect(signal) {
      await tokens.current(signal)
    },
    check: ({ requests, probe }, signal) =>
      amazonHealth({ options: shared, requests: requests.map(requestOf), probe }, signal),
    async read(asked, context, signal) {
      const { memo } = context
      const request = requestOf(asked)
      const marketplace = marketplaceOf(request.marketplace)
      const client = createClient(shared, marketplace, signal)
      const download = createDownload(options.credentials.apiUrl, {
        signal,
        told: { log: options.log ?? SILENT, clock },
      })
      const before = told
      const own = { client, download, memo, clock, waits, marketplace, signal }
      const sellerId = request.sellerId ?? null
      const reader = new CatalogueReader({
        request,
        context,
        lookup: new Lookup({ client, marketplace, memo, sideBySide: options.sideBySide ?? SIDE_BY_SIDE }),
        own: sellerId === null ? null : new OwnListingsReader(own, sellerId),
        totals: () => {
          told = tokens.signIns
          return { ...client.totals(), sign_ins: told - before }
        },
        elsewhere: (code, brand) => {
          const other = marketplaceOf(code)
          return countListings(createClient(shared, other, signal), other, brand)
        },
      })
      return reader.read()
    },
  }
}
