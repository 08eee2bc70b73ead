import type { Clock } from '../../model/clock.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import type { OddAnswer } from '../odd-answer.ts'

/** North American marketplaces: those that one regional endpoint answers for. */
export const MARKETPLACE_IDS = {
  US: 'ATVPDKIKX0DER',
  CA: 'A2EUQ1WTGCTBG2',
  MX: 'A1AM78C64UM0Y8',
  BR: 'A2Q3Y263D00KWC',
} as const

type MarketplaceCode = keyof typeof MARKETPLACE_IDS

/** What every call that needs a token can ask for. */
export const OPERATIONS = [
  'searchCatalogItems',
  'getCatalogItem',
  'searchListingsItems',
  'createReport',
  'getReport',
  'getReportDocument',
] as const

export type PacedOperation = (typeof OPERATIONS)[number]

/** `download`: a document of a report, by its presigned address. */
export type AmazonOperation = 'token' | 'download' | PacedOperation

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
  /** Answered with `status`, `headers` and `body`. */
  | 'answer'
  /** A byte of the answer comes every `ms`. */
  | 'trickle'

/** Strikes calls of the operation; every one of them unless it says which. */
export interface AmazonFault extends OddAnswer {
  effect: AmazonFaultEffect
  /** Absent: every operation, but no token request and no download. */
  operation?: AmazonOperation
  /** Only the nth matching call, from 1. */
  nth?: number
  /** Every k-th matching call. */
  every?: number
  /** Each matching call with this probability, drawn from `seed`. */
  probability?: number
  seed?: number
  /** Milliseconds that `slow` waits, or between the bytes of a `trickle`. */
  ms?: number
}

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

export function withDefaults(options: AmazonSimOptions): AmazonSimSettings {
  return {
    ...defaults(),
    ...options,
    marketplaces: [options.marketplace ?? 'US'].flat(),
    limits: { ...LIMITS, ...options.limits },
    report: { ...REPORT, ...options.report },
  }
}

/** Made anew for each simulator, since its settings may be changed. */
function defaults(): Omit<AmazonSimSettings, 'marketplaces' | 'limits' | 'report'> {
  return {
    clientId: 'amzn1.application-oa2-client.sandbox',
    clientSecret: 'sandbox-secret',
    refreshToken: 'Atzr|sandbox',
    brandSpaces: 'underscore',
    latencyMs: 0,
    searchCap: 1000,
    rolledUp: [],
    rollUp: false,
    missingRole: false,
    refuseAttributes: false,
    losesIdentifierPages: false,
    hiddenParents: false,
    leakyBrands: false,
    emptyPage: 0,
    emptyPageEnds: false,
    refusedPage: 0,
    pageOverlap: 0,
    refusedAsins: [],
    heavyAsins: [],
    sellerId: 'A2SANDBOXSELLER',
    listingsCap: 1000,
    missingReportsRole: false,
    rateHeader: '',
    tokenSeconds: 3600,
    faults: [],
    amend: (_, answer) => answer,
  }
}

/** What the service publishes. */
const LIMITS: AmazonSimSettings['limits'] = {
  searchCatalogItems: { rate: 2, burst: 2 },
  getCatalogItem: { rate: 2, burst: 2 },
  searchListingsItems: { rate: 5, burst: 5 },
  createReport: { rate: 0.0167, burst: 15 },
  getReport: { rate: 2, burst: 15 },
  getReportDocument: { rate: 0.0167, burst: 15 },
}

const REPORT: Required<ReportOptions> = {
  looks: 1,
  outcome: 'DONE',
  gzip: true,
  charset: 'Cp1252',
  language: 'en',
  urlSeconds: 300,
}
