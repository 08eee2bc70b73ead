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
