import type { OddAnswer } from '../odd-answer.ts'
import type { ShopeeOperation } from './operations.ts'

export const EFFECTS = [
  /** Too many calls just now. */
  'burst',
  /** Too many calls this day, from then on until it ends. */
  'day',
  /** The service fails, in the body of an answer with status 200. */
  'server',
  /** The same with status 500. */
  '500',
  /** The connection is cut before anything happens, or after. */
  'reset-before',
  'reset-after',
  /** The answer breaks off in its middle. */
  'truncated',
  /** A gateway's HTML page with status 502. */
  'html',
  /** Answered after `ms`. */
  'slow',
  /** A byte of the answer comes every `ms`. */
  'trickle',
  /** The access token counts as expired from then on. */
  'expired-token',
  /** A refusal under `error_auth` that has nothing to do with tokens. */
  'business',
  /** Answered with `status`, `headers` and `body`. */
  'answer',
] as const

export type ShopeeFaultEffect = (typeof EFFECTS)[number]

/** Strikes calls of the operation; every one of them unless it says which. */
export interface ShopeeFault extends OddAnswer {
  effect: ShopeeFaultEffect
  /** Absent: every operation but those of tokens. */
  operation?: ShopeeOperation
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
