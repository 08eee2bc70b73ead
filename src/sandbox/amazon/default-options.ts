import type { AmazonSimOptions, AmazonSimSettings, ReportOptions } from './options.ts'

/** What is not given is as with the service. */
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
