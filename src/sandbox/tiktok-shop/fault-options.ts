import type { OddAnswer } from '../odd-answer.ts'
import type { TikTokOperation } from './operations.ts'

export const EFFECTS = [
  /** Too many calls: status 429. */
  '429',
  /** The same by the code alone, with status 200. */
  'rate-code',
  /** The day's quota is used up, for this call. */
  'quota',
  /** Internal error with status 500, and with status 200. */
  '500',
  'internal',
  'timeout',
  /** The connection is cut without an answer: before anything is done, and after it. */
  'reset',
  'reset-after',
  /** Done; the connection breaks in the middle of the answer. */
  'truncated',
  /** A gateway's HTML page with status 503. */
  'html',
  /** Answered after `ms`. */
  'slow',
  /** A byte of the answer comes every `ms`. */
  'trickle',
  /** The access token counts as expired from then on. */
  'expired-token',
  /** The access token is not known any more. */
  'unknown-token',
  /** Answered with `status`, `headers` and `body`. */
  'answer',
] as const

export type TikTokFaultEffect = (typeof EFFECTS)[number]

/** Strikes calls of the operation; every one of them unless it says which. */
export interface TikTokFault extends OddAnswer {
  effect: TikTokFaultEffect
  /** Absent: every operation but those that hand out tokens. */
  operation?: TikTokOperation
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
