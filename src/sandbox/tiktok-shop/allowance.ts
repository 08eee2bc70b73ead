import { type Refusal, refusals } from './envelope.ts'
import type { TikTokSimSettings } from './options.ts'

const DAY_MS = 24 * 3600_000

/** Calls of one shop: so many a second, and so many a day. A call that is turned away takes nothing. */
export class Allowance {
  private level = Number.POSITIVE_INFINITY
  private at = 0
  private day = 0
  private used = 0

  /** Why a call may not go on; `null`: it may. */
  take(settings: TikTokSimSettings, now: number): Refusal | null {
    const { rate, callsPerDay } = settings
    const day = Math.floor(now / DAY_MS)
    if (day !== this.day) this.used = 0
    this.day = day
    if (callsPerDay > 0 && this.used >= callsPerDay) return refusals.quota()
    this.level = Math.min(rate.burst, this.level + ((now - this.at) / 1000) * rate.rate)
    this.at = now
    if (this.level < 1) return refusals.rate(waitHeader(settings, now + ((1 - this.level) / rate.rate) * 1000, now))
    this.level -= 1
    this.used += 1
    return null
  }
}

function waitHeader({ retryAfter }: TikTokSimSettings, until: number, now: number): { [name: string]: string } {
  if (retryAfter === 'none') return {}
  const seconds = Math.max(1, Math.ceil((until - now) / 1000))
  if (retryAfter === 'seconds') return { 'retry-after': String(seconds) }
  return { 'retry-after': new Date(Math.floor(now / 1000 + seconds) * 1000).toUTCString() }
}
