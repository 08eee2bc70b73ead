/** Points in a bucket that fills evenly, as far as is known. Times are milliseconds of a clock that nobody sets. */
export class Level {
  #maximum: number
  /** Points a second. */
  #restore: number
  #points: number
  #at: number

  constructor({ maximum, restore }: { maximum: number; restore: number }, now: number) {
    this.#maximum = maximum
    this.#restore = restore
    this.#points = maximum
    this.#at = now
  }

  at(now: number): number {
    const passed = Math.max(0, now - this.#at) / 1000
    return Math.min(this.#maximum, this.#points + passed * this.#restore)
  }

  /** Milliseconds until so many points are there; what never fits in waits for a full bucket. */
  until(points: number, now: number): number {
    const missing = Math.min(points, this.#maximum) - this.at(now)
    return missing <= 0 ? 0 : Math.ceil((missing / this.#restore) * 1000)
  }

  /** Takes points out; negative ones go back. */
  take(points: number, now: number): void {
    this.set(this.at(now) - points, now)
  }

  set(points: number, now: number): void {
    this.#points = Math.min(this.#maximum, points)
    this.#at = now
  }

  /** Another size and supply than was known; a full bucket is full in the new size too. */
  resize({ maximum, restore }: { maximum: number; restore: number }, now: number): void {
    if (maximum === this.#maximum && restore === this.#restore) return
    const points = this.at(now)
    const grown = maximum - this.#maximum
    this.#maximum = maximum
    this.#restore = restore
    this.set(points + Math.max(0, grown), now)
  }
}
