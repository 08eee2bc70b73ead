import type { SimResponse } from '../http.ts'
import { denied, invalidInput, UNPARSABLE } from './answers.ts'
import { textHash } from './hash.ts'
import type { AmazonSimSettings } from './options.ts'
import { readList, readMarketplaces, readPageSize } from './query.ts'
import type { SellerListing } from './seller.ts'

const DATA = [
  ...['summaries', 'attributes', 'issues', 'offers', 'fulfillmentAvailability', 'procurement', 'relationships'],
  'productTypes',
]
const SORTINGS = { sku: 'sku', createdDate: 'created', lastUpdatedDate: 'updated' } as const

/** searchListingsItems 2021-08-01, as far as windows of dates go. @throws Refusal */
export function searchListings(
  { sellerId, query }: { sellerId: string; query: URLSearchParams },
  listings: (marketplaceId: string) => readonly SellerListing[],
  settings: AmazonSimSettings,
): SimResponse {
  if (sellerId !== settings.sellerId) throw denied()
  const [marketplaceId = ''] = readMarketplaces(query, settings)
  const data = readList(query, 'includedData')
  if (data.some((name) => !DATA.includes(name))) throw invalidInput(UNPARSABLE)
  const pageSize = readPageSize(query)
  const key = textHash([...query].filter(([name]) => name !== 'pageToken').join('&'))
  const offset = readOffset(query.get('pageToken'), key)
  const found = sorted(listings(marketplaceId).filter(within(query)), query)
  const reach = Math.min(found.length, settings.listingsCap)
  const next = offset + pageSize < reach && { nextToken: tokenAt(key, offset + pageSize) }
  const previous = offset > 0 && { previousToken: tokenAt(key, Math.max(0, offset - pageSize)) }
  return {
    status: 200,
    body: {
      numberOfResults: found.length,
      ...((next || previous) && { pagination: { ...next, ...previous } }),
      items: found
        .slice(offset, Math.min(offset + pageSize, reach))
        .map((listing) => view(listing, marketplaceId, data)),
    },
  }
}

/** Both ends of a window belong to it. */
function within(query: URLSearchParams): (listing: SellerListing) => boolean {
  const time = (name: string, fallback: number): number => {
    const text = query.get(name)
    const value = text === null ? fallback : Date.parse(text)
    if (Number.isNaN(value)) throw invalidInput(UNPARSABLE)
    return value
  }
  const end = Number.POSITIVE_INFINITY
  const created = [time('createdAfter', 0), time('createdBefore', end)] as const
  const updated = [time('lastUpdatedAfter', 0), time('lastUpdatedBefore', end)] as const
  const inside = (text: string, [from, to]: readonly [number, number]): boolean =>
    Date.parse(text) >= from && Date.parse(text) <= to
  return (listing) => inside(listing.created, created) && inside(listing.updated, updated)
}

function sorted(listings: SellerListing[], query: URLSearchParams): SellerListing[] {
  const by = query.get('sortBy') ?? 'lastUpdatedDate'
  const order = query.get('sortOrder') ?? 'DESC'
  if (!(by in SORTINGS) || !['ASC', 'DESC'].includes(order)) throw invalidInput(UNPARSABLE)
  const field = SORTINGS[by as keyof typeof SORTINGS]
  const direction = order === 'ASC' ? 1 : -1
  const rank = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
  return listings.toSorted((a, b) => direction * (rank(a[field], b[field]) || rank(a.sku, b.sku)))
}

function view({ sku, asin, title, status, created, updated }: SellerListing, marketplaceId: string, data: string[]) {
  const summary = {
    marketplaceId,
    ...(asin !== undefined && { asin }),
    productType: 'BOOT',
    conditionType: 'new_new',
    status: status === 'Active' ? ['BUYABLE', 'DISCOVERABLE'] : [],
    itemName: title,
    createdDate: created,
    lastUpdatedDate: updated,
  }
  const lack = {
    code: '90220',
    message: "'size' is required but not supplied.",
    severity: 'ERROR',
    attributeNames: ['size'],
    categories: ['MISSING_ATTRIBUTE'],
    marketplaceIds: [marketplaceId],
  }
  return {
    sku,
    ...((data.length === 0 || data.includes('summaries')) && { summaries: [summary] }),
    ...(data.includes('issues') && { issues: status === 'Incomplete' ? [lack] : [] }),
  }
}

function tokenAt(key: number, offset: number): string {
  return Buffer.from(JSON.stringify([key, offset])).toString('base64url')
}

/** @throws Refusal when the filters are not those of the first page. */
function readOffset(text: string | null, key: number): number {
  if (text === null) return 0
  const match = /^\[(\d+),(\d+)\]$/.exec(Buffer.from(text, 'base64url').toString())
  if (!match || Number(match[1]) !== key) throw invalidInput("Invalid 'pageToken' provided.")
  return Number(match[2])
}
