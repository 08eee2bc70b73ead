import type { RateWindow } from '../../model/plan-figures.ts'
import { credibleSeconds, credibleWindow } from '../../model/quota.ts'
import type { HttpAnswer } from '../../net/http.ts'
import { credibleWait, retryAfter } from '../../net/patience.ts'
import { asObject } from './raw.ts'

/** What an answer "too many requests" says, as far as it can be true. */
export interface Throttle {
  /** Milliseconds, when the answer says how long to wait. */
  wait: number | null
  /** Seconds: the length of the window that is full, when the answer says. */
  size: number | null
  /** The same with its limit, when the answer says both. */
  window: RateWindow | null
}

/** The body is `{message, limit, window_size}` and sometimes `ttl`, in milliseconds. */
export function readThrottle({ json, headers }: HttpAnswer, now: number): Throttle {
  const { ttl, limit, window_size } = asObject(json)
  return {
    wait: credibleWait(ttl) ?? retryAfter(headers['retry-after'], now),
    size: credibleSeconds(window_size),
    window: credibleWindow(limit, window_size),
  }
}
