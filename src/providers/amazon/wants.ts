import type { SourceRequest } from '../../model/source.ts'

export type AmazonBrand = { name: string; aliases: string[] }

/** What to read of a marketplace, as `sync.yaml` says it. */
export type AmazonWants = {
  brands: AmazonBrand[]
  asins: string[]
  include_parents: boolean
  /** The seller whose own listings are a further way to find some. */
  seller_id: string | null
  /** Also look for what the target's codes find; `auto`: when a search was cut off. */
  lookup_gtins: boolean | 'auto'
}

/** A request as the reading understands it. */
export interface AmazonRequest {
  marketplace: string
  brands: AmazonBrand[]
  asins: string[]
  includeParents: boolean
  /** At most that many listings; the export then counts as incomplete. */
  limit: number | null
  sellerId?: string | null
  lookupGtins?: boolean | 'auto'
}

export function requestOf({ shop, limit, want }: SourceRequest): AmazonRequest {
  const { brands, asins, include_parents, seller_id, lookup_gtins } = want as unknown as AmazonWants
  return {
    marketplace: shop,
    brands,
    asins,
    includeParents: include_parents,
    limit,
    sellerId: seller_id,
    lookupGtins: lookup_gtins,
  }
}
