import type { Clock } from '../../model/clock.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import type { AmazonFault } from './fault-options.ts'
import type { MarketplaceCode } from './marketplaces.ts'
import type { AmazonOperation, PacedOperation } from './operations.ts'

export interface Bucket {
  /** Calls per second. */
  rate: number
  burst: number
}

/** How the listings report is made and given out. */
export interface ReportOptions {
  /** Looks at it that find it queued or in progress; 1. */
  looks?: number
  outcome?: 'DONE' | 'CANCELLED' | 'FATAL'
  /** Compressed; true. */
  gzip?: boolean
  charset?: 'Cp1252' | 'UTF-8'
  /** Language of the column names and the statuses. */
  language?: 'en' | 'de'
  /** How long a presigned address is good for; 300. */
  urlSeconds?: number
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
  limits?: { [operation in PacedOperation]?: Bucket }
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
  /** Keyword searches leave out variation parents. */
  hiddenParents?: boolean
  /** Searches by brand let other brands through whose words match. */
  leakyBrands?: boolean
  /** This page of a search without classifications is empty, from 1; 0: none. */
  emptyPage?: number
  /** The empty page is the last one. */
  emptyPageEnds?: boolean
  /** From this page on searches without classifications are refused; 0: none. */
  refusedPage?: number
  /** So many results of a page come again on the next one. */
  pageOverlap?: number
  /** ASINs that look right and that the service calls invalid. */
  refusedAsins?: string[]
  /** ASINs that the service fails at when attributes or relationships are asked for. */
  heavyAsins?: string[]
  /** The seller whose listings `searchListingsItems` has. */
  sellerId?: string
  /** Most listings that one query of `searchListingsItems` gives, over all pages. */
  listingsCap?: number
  /** The application lacks the role for reports. */
  missingReportsRole?: boolean
  report?: ReportOptions
  /** What answers announce as rate, instead of the true one. */
  rateHeader?: string
  /** How long a token is good for, by what is said of it. */
  tokenSeconds?: number
  faults?: AmazonFault[]
  /** For tests: an answer as it leaves instead. */
  amend?: (operation: AmazonOperation, answer: SimResponse, request: SimRequest) => SimResponse
}

/** The same with every default filled in; may be changed while the simulator runs. */
export type AmazonSimSettings = Required<
  Omit<AmazonSimOptions, 'port' | 'clock' | 'clockScale' | 'limits' | 'marketplace' | 'report'>
> & {
  limits: { [operation in PacedOperation]: Bucket }
  report: Required<ReportOptions>
  marketplaces: MarketplaceCode[]
}
