export interface RateLimit {
  limit: number
  /** Seconds. */
  window_size: number
}

export interface Throttled extends RateLimit {
  /** Milliseconds until a call would be let through again. */
  ttl: number
}

/** Call counts of one account, all windows at once. A call that is turned away counts in none of them. */
export class Limiter {
  private readonly fixed = new Map<number, { index: number; used: number }>()
  private readonly sliding = new Map<number, CallTimes>()

  /** Counts a call, or says which window is full. */
  take(limits: readonly RateLimit[], kind: 'fixed' | 'sliding', now: number): Throttled | null {
    for (const rate of limits) {
      const ttl = kind === 'fixed' ? this.fixedWait(rate, now) : this.times(rate).wait(rate, now)
      if (ttl > 0) return { ...rate, ttl }
    }
    for (const rate of limits) {
      if (kind === 'fixed') this.window(rate, now).used += 1
      else this.times(rate).add(now)
    }
    return null
  }

  private fixedWait(rate: RateLimit, now: number): number {
    if (this.window(rate, now).used < rate.limit) return 0
    const span = rate.window_size * 1000
    return Math.ceil((Math.floor(now / span) + 1) * span - now)
  }

  private window(rate: RateLimit, now: number): { index: number; used: number } {
    const index = Math.floor(now / (rate.window_size * 1000))
    const known = this.fixed.get(rate.window_size)
    if (known?.index === index) return known
    const fresh = { index, used: 0 }
    this.fixed.set(rate.window_size, fresh)
    return fresh
  }

  private times(rate: RateLimit): CallTimes {
    const known = this.sliding.get(rate.window_size) ?? new CallTimes()
    this.sliding.set(rate.window_size, known)
    return known
  }
}

class CallTimes {
  private times: number[] = []
  private first = 0

  /** Milliseconds until fewer than `limit` calls lie in the window. */
  wait(rate: RateLimit, now: number): number {
    this.drop(now - rate.window_size * 1000)
    const blocking = this.times[this.times.length - rate.limit]
    if (this.times.length - this.first < rate.limit || blocking === undefined) return 0
    return Math.max(1, Math.ceil(blocking + rate.window_size * 1000 - now))
  }

  add(now: number): void {
    this.times.push(now)
  }

  private drop(until: number): void {
    while ((this.times[this.first] ?? Number.POSITIVE_INFINITY) <= until) this.first += 1
    if (this.first < 1024) return
    this.times = this.times.slice(this.first)
    this.first = 0
  }
}
