import type { ShopeeSimSettings } from './options.ts'
import { BURST, DAY } from './refusal.ts'

const DAY_MS = 24 * 3600_000
const AHEAD_MS = 8 * 3600_000

/** How often the application may call: in a second, and in a day that begins at 00:00 UTC+8. */
export class Quota {
  private readonly recent: number[] = []
  private day = Number.NEGATIVE_INFINITY
  private used = 0
  /** The day that is over although calls may be left. */
  private over = Number.NEGATIVE_INFINITY
  /** Calls that came after it was said that the day's are used up. */
  afterLimit = 0

  /** @throws Refusal */
  take({ burst, callsPerDay }: ShopeeSimSettings, now: number): void {
    const day = dayOf(now)
    if (day !== this.day) this.used = 0
    this.day = day
    if (this.over === day) {
      this.afterLimit += 1
      throw DAY()
    }
    if (callsPerDay > 0 && this.used >= callsPerDay) {
      this.end(now)
      throw DAY()
    }
    while (this.recent.length > 0 && (this.recent[0] as number) <= now - 1000) this.recent.shift()
    if (burst > 0 && this.recent.length >= burst) throw BURST()
    this.recent.push(now)
    this.used += 1
  }

  /** From now on no call of this day is left. */
  end(now: number): void {
    this.over = dayOf(now)
  }
}

function dayOf(now: number): number {
  return Math.floor((now + AHEAD_MS) / DAY_MS)
}
