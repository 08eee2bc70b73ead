import type { Clock } from '../../model/clock.ts'

/** North American marketplaces: those that one regional endpoint answers for. */
export const MARKETPLACE_IDS = {
  US: 'ATVPDKIKX0DER',
  CA: 'A2EUQ1WTGCTBG2',
  MX: 'A1AM78C64UM0Y8',
  BR: 'A2Q3Y263D00KWC',
} as const

type MarketplaceCode = keyof typeof MARKETPLACE_IDS

export type AmazonOperation = 'token' | 'searchCatalogItems' | 'getCatalogItem'

type AmazonFaultEffect =
  | '429'
  | '500'
  /** The connection is cut without an answer. */
  | 'reset'
  /** A gateway's HTML page with status 503. */
  | 'html'
  /** Answered after `ms`. */
  | 'slow'
  /** The token counts as expired from then on. */
  | 'expired-token'

/** Strikes calls of the operation; every one of them unless it says which. */
export interface AmazonFault {
  effect: AmazonFaultEffect
  /** Absent: both catalogue operations, but no token request. */
  operation?: AmazonOperation
  /** Only the nth matching call, from 1. */
  nth?: number
  /** Every k-th matching call. */
  every?: number
  /** Each matching call with this probability, drawn from `seed`. */
  probability?: number
  seed?: number
  /** Milliseconds that `slow` waits. */
  ms?: number
}

export interface Bucket {
  /** Calls per second. */
  rate: number
  burst: number
}

/** Every duration is in the simulator's time, which runs `clockScale` times faster than real time. */
export interface AmazonSimOptions {
  port?: number
  clientId?: string
  clientSecret?: string
  refreshToken?: string
  /** Marketplaces that the seller may read; others of the region are denied. */
  marketplace?: MarketplaceCode | MarketplaceCode[]
  /** Which spelling of a brand name with spaces gives results. */
  brandSpaces?: 'underscore' | 'plain' | 'both'
  limits?: { searchCatalogItems?: Bucket; getCatalogItem?: Bucket }
  clockScale?: number
  clock?: Clock
  latencyMs?: number
  /** Most items that one keyword search gives, over all pages. */
  searchCap?: number
  /** ASINs that keyword searches leave out; identifiers and the parent still lead to them. */
  rolledUp?: string[]
  /** Keyword searches answer one child for each family. */
  rollUp?: boolean
  /** The application lacks the role for the catalogue. */
  missingRole?: boolean
  /** Searches that ask for `attributes` are refused, as some sellers saw. */
  refuseAttributes?: boolean
  /** Identifier searches with an explicit page size of 20 give no token for the rest, as was seen. */
  losesIdentifierPages?: boolean
  faults?: AmazonFault[]
}

/** The same with every default filled in; may be changed while the simulator runs. */
export type AmazonSimSettings = Required<
  Omit<AmazonSimOptions, 'port' | 'clock' | 'clockScale' | 'limits' | 'marketplace'>
> & {
  limits: { searchCatalogItems: Bucket; getCatalogItem: Bucket }
  marketplaces: MarketplaceCode[]
}

export function withDefaults(options: AmazonSimOptions): AmazonSimSettings {
  const bucket = { rate: 2, burst: 2 }
  return {
    clientId: options.clientId ?? 'amzn1.application-oa2-client.sandbox',
    clientSecret: options.clientSecret ?? 'sandbox-secret',
    refreshToken: options.refreshToken ?? 'Atzr|sandbox',
    marketplaces: [options.marketplace ?? 'US'].flat(),
    brandSpaces: options.brandSpaces ?? 'underscore',
    limits: { searchCatalogItems: bucket, getCatalogItem: bucket, ...options.limits },
    latencyMs: options.latencyMs ?? 0,
    searchCap: options.searchCap ?? 1000,
    rolledUp: options.rolledUp ?? [],
    rollUp: options.rollUp ?? false,
    missingRole: options.missingRole ?? false,
    refuseAttributes: options.refuseAttributes ?? false,
    losesIdentifierPages: options.losesIdentifierPages ?? false,
    faults: options.faults ?? [],
  }
}
