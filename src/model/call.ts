import type { WindowUse } from './plan-figures.ts'

/** One attempt at a call of a system, once it is over; of a database one statement. */
export interface Call {
  /** Key of the provider in `sync.yaml`. */
  system: string
  /** What was asked, as the service's documents or this program call it, such as `search products`; a kind of statement. */
  endpoint: string
  /** From 1 on. */
  attempt: number
  /** HTTP status; 0: there was no answer; `null`: it has none, as a statement. */
  status: number | null
  /** Milliseconds from leaving to the end of the answer. */
  ms: number
  /** Absent for statements. */
  method?: string
  /** Without host and query. */
  path?: string
  /** The service's own name for it. */
  request_id?: string
  /** Why there was no answer, or why it failed. */
  failure?: string
}

/** A call as it is kept. */
export interface KeptCall extends Call {
  /** When it was over, ISO 8601, UTC. */
  at: string
}

/** Calls of one kind, as far as they were answered. Times are milliseconds, without waits. */
export interface EndpointFigures {
  endpoint: string
  /** Attempts that were answered, whatever the answer. */
  calls: number
  /** Attempts that were not. */
  unanswered: number
  /** What they took together. */
  ms: number
  /** `null`: none was answered. */
  average_ms: number | null
  longest_ms: number
  /** How many took at most 1, 3, 10, 30, 100, 300, 1,000, 3,000 and 10,000 milliseconds; the last: longer. */
  spread: number[]
}

/** What was asked of one system, and how full that has made what limits the calls to it. */
export interface SystemFigures {
  system: string
  /** Attempts, answered or not, sign-ins among them. */
  calls: number
  endpoints: EndpointFigures[]
  /** Absent: nothing limits the calls, or nobody knows. */
  windows?: WindowUse[]
}
