import type { OddAnswer } from '../odd-answer.ts'
import type { AmazonOperation } from './operations.ts'

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
