import { asRefusal, type Check, failedBy, passed, warned } from '../../model/check.ts'
import type { SyncError } from '../../model/errors.ts'
import { grouped } from '../../model/figures.ts'
import { brandNames } from './brands.ts'
import { type AmazonClient, type ClientOptions, createClient, isDenied } from './client.ts'
import { countListings } from './count-listings.ts'
import { SpApiError } from './failure.ts'
import { type Marketplace, marketplaceOf } from './marketplaces.ts'
import type { SpApiRequest } from './sp-api.ts'
import type { Tokens } from './tokens.ts'
import type { AmazonRequest } from './wants.ts'

export interface HealthOptions {
  options: ClientOptions & { tokens: Tokens }
  requests: AmazonRequest[]
  probe: boolean
}

interface Shop {
  client: AmazonClient
  marketplace: Marketplace
  request: AmazonRequest
}

/** Each marketplace: whether its catalogue may be read, and the seller's listings where they are asked for. */
export async function* shopChecks(
  { options, requests, probe }: HealthOptions,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const readable: Shop[] = []
  const refused: { shop: Shop; refusal: SyncError }[] = []
  for (const request of requests) {
    const marketplace = marketplaceOf(request.marketplace)
    const shop = { client: createClient(options, marketplace, signal), marketplace, request }
    const refusal = await refusalOf(shop.client, catalogueCall(shop), signal)
    if (refusal === null) readable.push(shop)
    else refused.push({ shop, refusal })
  }
  for (const { shop, refusal } of refused) yield failedBy('permission', withNeighbour(refusal, shop, readable))
  for (const shop of readable) {
    yield passed('permission', `The catalogue of ${shop.marketplace.code} can be read.`)
    const { sellerId } = shop.request
    if (sellerId) yield* sellerChecks(shop, sellerId, signal)
    if (probe) yield* brandChecks(shop)
  }
}

/** One listing is enough. */
function catalogueCall({ marketplace, request }: Shop): SpApiRequest {
  const { brands, asins } = request
  const [asin] = asins
  const query =
    asin !== undefined && brands.length === 0
      ? { identifiers: asin, identifiersType: 'ASIN' }
      : { keywords: (brands[0]?.name ?? 'a').replaceAll(',', ' ') }
  return {
    operation: 'searchCatalogItems',
    list: 'items',
    query: { marketplaceIds: marketplace.id, includedData: 'summaries', pageSize: '1', ...query },
  }
}

async function refusalOf(client: AmazonClient, call: SpApiRequest, signal: AbortSignal): Promise<SyncError | null> {
  try {
    await client.call(call)
    return null
  } catch (error) {
    return asRefusal(error, signal)
  }
}

/** Amazon does not say which of its reasons a 403 has; a marketplace of the region that can be read says which it is not. */
function withNeighbour(refusal: SyncError, { marketplace }: Shop, readable: Shop[]): SyncError {
  const { code, region } = marketplace
  const neighbour = readable.find((other) => other.marketplace.region === region)?.marketplace.code
  if (!isDenied(refusal) || neighbour === undefined) return refusal
  const hint = `The application has its role, since ${neighbour} can be read: the seller account is not registered for ${code}, or not authorised there. Take ${code} out of source.amazon.marketplace, or authorise it in Seller Central.`
  const { operation, fields, request_id: requestId } = refusal.call
  return new SpApiError({ ...refusal, operation, fields, requestId, message: refusal.message, hints: [hint] })
}

/** The listings report and what stands in for it; neither stops a read, which goes on without the seller's listings. */
async function* sellerChecks(
  { client, marketplace }: Shop,
  sellerId: string,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const query = { marketplaceIds: marketplace.id, includedData: 'summaries', pageSize: '1' }
  const search: SpApiRequest = { operation: 'searchListingsItems', list: 'items', path: { sellerId }, query }
  const listings = await refusalOf(client, search, signal)
  const report = await refusalOf(client, { operation: 'getReport', path: { reportId: NO_REPORT } }, signal)
  const mayReport = report === null || (report instanceof SpApiError && report.status === 404)
  if (mayReport) yield passed('listings', `The seller's listings of ${marketplace.code} can be read by report.`)
  else if (listings === null) {
    const message = `The application may not read reports: the seller's listings of ${marketplace.code} are read by searches, which takes longer.`
    yield warned('listings', message, report.hints.join(' '))
  } else {
    const message = `The seller's listings of ${marketplace.code} cannot be read, and exports go on without them: ${listings.message}`
    yield warned('listings', message, `Check source.amazon.seller_id. ${listings.hints.join(' ')}`)
  }
}

/** There is no such report: whoever may read reports is told so, and everybody else is denied. */
const NO_REPORT = '0'

/** What a search for each brand finds; a brand that finds nothing is most likely written in another way. */
async function* brandChecks({ client, marketplace, request }: Shop): AsyncGenerator<Check> {
  for (const name of brandNames(request.brands)) {
    const count = await countListings(client, marketplace, name)
    const about = `"${name}" in ${marketplace.code}`
    if (count === null) yield warned('brand', `Amazon refuses to search for ${about}.`, 'Run sync export: it says why.')
    else if (count > 0) yield passed('brand', `Amazon finds about ${grouped(count)} listings for ${about}.`)
    else yield warned('brand', `Amazon finds nothing for ${about}.`, HOW_BRANDS_ARE_WRITTEN)
  }
}

const HOW_BRANDS_ARE_WRITTEN = 'Write it as its listings on Amazon do; sync export names brands that look like it.'
