import type { AmazonOperation } from './operations.ts'

export interface AmazonCall {
  method: string
  path: string
  /** Decoded; never holds a secret, since tokens travel in headers. */
  query: { [name: string]: string }
  /** `null`: a path that the service does not have. */
  operation: AmazonOperation | null
  /** 0: the connection was cut without an answer. */
  status: number
  /** Milliseconds since 1970 on the simulator's clock, when the call came in. */
  at: number
}

export type AmazonCounts = { [operation in AmazonOperation]: number } & {
  /** Calls of paths that the service does not have. */
  unknown: number
  /** Calls of any operation that were answered 429; they count in their operation too. */
  throttled: number
}

const NOTHING = (): AmazonCounts => ({
  token: 0,
  searchCatalogItems: 0,
  getCatalogItem: 0,
  searchListingsItems: 0,
  createReport: 0,
  getReport: 0,
  getReportDocument: 0,
  download: 0,
  unknown: 0,
  throttled: 0,
})

export function countCalls(calls: readonly AmazonCall[]): AmazonCounts {
  const counts = NOTHING()
  for (const call of calls) {
    counts[call.operation ?? 'unknown'] += 1
    if (call.status === 429) counts.throttled += 1
  }
  return counts
}
