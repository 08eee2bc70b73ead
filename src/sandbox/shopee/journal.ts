import { OPERATIONS, type ShopeeOperation } from './operations.ts'

export interface ShopeeCall {
  method: string
  path: string
  /** Decoded; without the signature and the token. */
  query: { [name: string]: string }
  /** `null`: a path that the service does not have. */
  operation: ShopeeOperation | null
  /** 0: the connection was cut without an answer. */
  status: number
  /** The service's own code; empty for a good answer. */
  error: string
  /** Milliseconds since 1970 on the simulator's clock, when the call came in. */
  at: number
}

export type ShopeeCounts = { [operation in ShopeeOperation]: number } & {
  /** Calls of paths that the service does not have. */
  unknown: number
  /** Calls that were refused as too many just now. */
  throttled: number
}

export function countCalls(calls: readonly ShopeeCall[]): ShopeeCounts {
  const nothing = Object.fromEntries(OPERATIONS.map((name) => [name, 0]))
  const counts = { ...nothing, unknown: 0, throttled: 0 } as ShopeeCounts
  for (const { operation, error } of calls) {
    counts[operation ?? 'unknown'] += 1
    if (error.endsWith('error_rate_limit')) counts.throttled += 1
  }
  return counts
}
