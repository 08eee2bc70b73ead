import type { RateWindow } from '../../model/plan.ts'
import type { HttpAnswer } from '../../net/http.ts'
import { asNumber, asObject } from './raw.ts'

/** What an answer "too many requests" says. The body is `{message, limit, window_size}` and sometimes `ttl`. */
export interface Throttle {
  /** Milliseconds, when the answer says how long to wait. */
  wait: number | null
  /** The window that is full, when the answer says. */
  window: RateWindow | null
}

export function readThrottle(answer: HttpAnswer, now: number): Throttle {
  const { ttl, limit, window_size } = asObject(answer.json)
  const window = { limit: asNumber(limit), window_size: asNumber(window_size) }
  return {
    wait: typeof ttl === 'number' && ttl >= 0 ? ttl : retryAfter(answer, now),
    window: window.window_size > 0 ? window : null,
  }
}

/** Milliseconds in a `Retry-After` header, which holds seconds or a date. */
export function retryAfter({ headers }: HttpAnswer, now: number): number | null {
  const text = headers['retry-after']
  if (text === undefined) return null
  const seconds = Number(text)
  const wait = Number.isNaN(seconds) ? Date.parse(text) - now : seconds * 1000
  return Number.isNaN(wait) ? null : Math.max(0, wait)
}
