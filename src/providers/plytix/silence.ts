/** Calls in a row without an answer that end the patience. */
const MOST = 20

/** How long Plytix has been silent, over all calls: in a row they were not answered, or answered 5xx. */
export class Silence {
  #departures = 0
  #row = 0
  #began = 0
  #lasting = false

  /** True while the last call that ended had no answer. */
  get now(): boolean {
    return this.#row > 0
  }

  /**
   * True after 20 calls without an answer, one of which left after the first of them had ended: that many calls in flight
   * may all break off in one moment, and the next one be answered.
   */
  get outage(): boolean {
    return this.#row >= MOST && this.#lasting
  }

  /** A call leaves; the returned function says how it ended. */
  depart(): (answered: boolean) => void {
    this.#departures += 1
    const departure = this.#departures
    return (answered) => {
      if (answered) {
        this.#row = 0
        this.#lasting = false
        return
      }
      if (this.#row === 0) this.#began = this.#departures
      else if (departure > this.#began) this.#lasting = true
      this.#row += 1
    }
  }
}
