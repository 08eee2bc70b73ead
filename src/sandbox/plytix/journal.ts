export type CallKind = 'auth' | 'read' | 'write'

export interface SimCall {
  method: string
  path: string
  kind: CallKind
  /** 0: the connection was destroyed. */
  status: number
  /** Milliseconds since 1970 on the simulator's clock, when the call came in. */
  at: number
}

export interface SimCounts {
  auth: number
  reads: number
  writes: number
  /** Calls of any kind that were answered 429; they count in their kind too. */
  throttled: number
}

export function countCalls(calls: readonly SimCall[]): SimCounts {
  const counts = { auth: 0, reads: 0, writes: 0, throttled: 0 }
  for (const call of calls) {
    if (call.kind === 'auth') counts.auth += 1
    else if (call.kind === 'read') counts.reads += 1
    else counts.writes += 1
    if (call.status === 429) counts.throttled += 1
  }
  return counts
}
