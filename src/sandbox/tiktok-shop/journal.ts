import { OPERATIONS, type TikTokOperation } from './operations.ts'

export interface TikTokCall {
  method: string
  path: string
  /** Decoded; of calls for tokens it is left out. */
  query: { [name: string]: string }
  body: string
  /** `null`: a path, method or version that the service does not have. */
  operation: TikTokOperation | null
  /** 0: the connection was cut without an answer. */
  status: number
  /** The service's own code; `null` where the answer has none. */
  code: number | null
  /** Milliseconds since 1970 on the simulator's clock, when the call came in. */
  at: number
}

export type TikTokCounts = { [operation in TikTokOperation]: number } & {
  unknown: number
  /** Calls that were answered as too many; they count in their operation too. */
  throttled: number
}

export function countCalls(calls: readonly TikTokCall[]): TikTokCounts {
  const none = Object.fromEntries(OPERATIONS.map((operation) => [operation, 0]))
  const counts = { ...none, unknown: 0, throttled: 0 } as TikTokCounts
  for (const { operation, status, code } of calls) {
    counts[operation ?? 'unknown'] += 1
    if (status === 429 || code === 36009002) counts.throttled += 1
  }
  return counts
}
