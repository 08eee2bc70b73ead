import type { Bucket } from './options.ts'

/** Refills at `rate` a second up to `burst`; a call that is turned away takes nothing. */
export class TokenBucket {
  private level = Number.POSITIVE_INFINITY
  private at = 0

  take({ rate, burst }: Bucket, now: number): boolean {
    this.level = Math.min(burst, this.level + ((now - this.at) / 1000) * rate)
    this.at = now
    if (this.level < 1) return false
    this.level -= 1
    return true
  }
}
