import type { OddAnswer } from '../../odd-answer.ts'

export const EFFECTS = [
  /** Too few points, in an answer with status 200; nothing is executed. */
  'throttled',
  /** Somebody else's calls have used up the bucket just before: what the call needs is not there. */
  'drained',
  /** The token is not known, this once. */
  '401',
  /** Too many calls, by a limit other than that of points. */
  '429',
  /** Refused by the guards in front of the service. */
  '430',
  /** Refused before anything is executed. */
  '500',
  '502',
  '503',
  '504',
  /** Executed, then answered 502. */
  '502-after',
  /** Status 200 and INTERNAL_SERVER_ERROR; the first was not executed, the second was. */
  'internal',
  'internal-after',
  /** The same of the first root field alone, which was not executed; those after it were. */
  'internal-first',
  /** The connection is cut before anything happens, or after. */
  'reset-before',
  'reset-after',
  /** The answer breaks off in its middle. */
  'truncated',
  /** A gateway's HTML page with status 502. */
  'html',
  /** A good answer that is an HTML page: a wall in front of the shop. */
  'html-200',
  /** Answered after `ms`. */
  'slow',
  /** A byte of the answer comes every `ms`. */
  'trickle',
  /** All tokens that were handed out count as ended from then on. */
  'expired-token',
  /** Answered with `status`, `headers` and `body`. */
  'answer',
] as const

export type ShopifyFaultEffect = (typeof EFFECTS)[number]

export const KINDS = ['query', 'mutation', 'token', 'download', 'upload'] as const

export type ShopifyCallKind = (typeof KINDS)[number]

/** Strikes calls that match `kind` and `field`; every one of the API unless it says which. */
export interface ShopifyFault extends OddAnswer {
  effect: ShopifyFaultEffect
  /** `download`: of a bulk operation's file; `upload`: of a staged file. Absent: queries and mutations. */
  kind?: ShopifyCallKind
  /** A root field that is asked for, such as `productSet`. */
  field?: string
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
