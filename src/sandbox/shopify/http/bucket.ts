import type { ShopifySimSettings } from '../options.ts'

export interface ThrottleStatus {
  maximumAvailable: number
  currentlyAvailable: number
  restoreRate: number
}

/** The points of one app in one shop. Requested points are taken before a call runs; what it did not use comes back. */
export class Bucket {
  private readonly settings: ShopifySimSettings
  private used = 0
  private at = 0

  constructor(settings: ShopifySimSettings) {
    this.settings = settings
  }

  /** False: there are too few, and none were taken. */
  take(points: number, now: number): boolean {
    this.restore(now)
    if (this.settings.throttle && this.used + points > this.settings.bucket) return false
    this.used += points
    return true
  }

  /** Somebody else took all of them. */
  drain(now: number): void {
    this.restore(now)
    this.used = this.settings.bucket
  }

  giveBack(points: number): void {
    this.used = Math.max(0, this.used - points)
  }

  status(now: number): ThrottleStatus {
    this.restore(now)
    const { bucket, restoreRate, throttle } = this.settings
    const left = throttle ? Math.max(0, Math.floor(bucket - this.used)) : bucket
    return { maximumAvailable: bucket, currentlyAvailable: left, restoreRate }
  }

  private restore(now: number): void {
    this.used = Math.max(0, this.used - ((now - this.at) / 1000) * this.settings.restoreRate)
    this.at = now
  }
}
