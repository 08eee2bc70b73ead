import type { OddAnswer } from '../odd-answer.ts'
import type { CallKind } from './journal.ts'

type FaultEffect =
  /** Gateway answer, not executed; `ttl` and `window_size` go into the body. */
  | '429'
  | '500-before'
  /** Executed, then answered 500. */
  | '500-after'
  | 'reset-before'
  /** Executed, then the connection is destroyed without an answer. */
  | 'reset-after'
  /** Executed; the connection breaks in the middle of the answer. */
  | 'truncated'
  /** Not executed; a proxy's HTML page with status 502. */
  | 'html'
  /** Answered after `ms`. */
  | 'slow'
  /** Not executed; the token counts as expired from then on. */
  | '401'
  | '502'
  | '503'
  /** Not executed; answered with `status`, `headers` and `body`. */
  | 'answer'
  /** Executed; a byte of the answer comes every `ms`. */
  | 'trickle'
  /** Executed; the answer lacks its list. */
  | 'no-list'
  /** Executed; the entries of the answer's list have no ids. */
  | 'no-id'
  /** Whatever page of a search is asked for, the first one comes, and always full. */
  | 'repeat'
  /** A search says that it matches `count` rows. */
  | 'count'

/** Strikes calls that match all of `method`, `path` and `kind`; every one of them unless it says which. */
export interface PlytixFault extends OddAnswer {
  effect: FaultEffect
  method?: string
  /** Tested against the path without the query; absent: every call of the API, but no sign-in. */
  path?: RegExp | string
  kind?: CallKind
  /** Only the nth matching call, from 1. */
  nth?: number
  /** Every k-th matching call. */
  every?: number
  /** Each matching call with this probability, drawn from `seed`. */
  probability?: number
  seed?: number
  /** Milliseconds that `slow` waits, or between the bytes of a `trickle`. */
  ms?: number
  /** Anything at all. */
  count?: unknown
  /** Milliseconds that a 429 says to wait. */
  ttl?: number
  /** Seconds; the window that a 429 names. */
  window_size?: number
}
