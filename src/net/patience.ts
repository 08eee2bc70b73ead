import { spanText } from '../model/counted.ts'
import { ProviderError } from '../model/errors.ts'

/** The longest that is waited for a service to take calls again; what takes longer ends the command, to go on later. */
export const MAX_WAIT_MS = 2 * 3600_000
/** Whatever a service says, it is asked again the day after. */
const DAY_MS = 24 * 3600_000

/** Milliseconds to wait as a service says them; `null` when that cannot be meant. */
export function credibleWait(milliseconds: unknown): number | null {
  if (typeof milliseconds !== 'number' || Number.isNaN(milliseconds) || milliseconds < 0) return null
  return Math.min(milliseconds, DAY_MS)
}

/** Seconds, or a date, as HTTP has them. */
const SECONDS = /^\d{1,15}(\.\d+)?$/
const DATE = /^[A-Z][a-z]{2},? .*\d\d:\d\d|^\d{4}-\d\d-\d\dT/

/** Milliseconds in a `Retry-After` header; `null` for anything else. @param now Milliseconds since 1970. */
export function retryAfter(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  if (SECONDS.test(text)) return credibleWait(Number(text) * 1000)
  return DATE.test(text) ? credibleWait(Math.max(0, Date.parse(text) - now)) : null
}

interface Wait {
  /** Milliseconds. */
  wait: number
  /** The longest that is waited. */
  most: number
  reason: string
  /** Milliseconds since 1970. */
  now: number
}

/** What ends a command, or a run, that would have to wait too long. */
export function waitTooLong({ wait, most, reason, now }: Wait): ProviderError {
  const until = new Date(now + wait).toISOString().slice(0, 16).replace('T', ' ')
  const message = `The next call may leave only in ${spanText(wait / 1000, 2)}, and this program waits ${spanText(most / 1000)} at most: ${reason}.`
  return new ProviderError('wait-too-long', message, {
    hints: [`Go on after ${until} UTC; nothing is lost until then.`],
  })
}
