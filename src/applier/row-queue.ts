/** Operations that still need a row. */
interface Need {
  left: number
  /** So many of them the reading has come to. */
  near: number
}

/** What rows are needed for, in the order in which the operations come up. */
export class RowQueue {
  readonly #needs = new Map<string, Need>()
  readonly #queue: string[] = []
  #next = 0

  has(address: string): boolean {
    return this.#needs.has(address)
  }

  /** True for a row of an operation that the reading has come to. */
  isNear(address: string): boolean {
    return (this.#needs.get(address)?.near ?? 0) > 0
  }

  /** One more operation needs it, which the reading need not come to. */
  need(address: string): void {
    const need = this.#needs.get(address) ?? { left: 0, near: 0 }
    need.left += 1
    this.#needs.set(address, need)
  }

  /** One more operation needs it, after all others. */
  append(address: string): void {
    this.need(address)
    this.#queue.push(address)
  }

  /** One operation fewer needs it. @returns whether none is left */
  release(address: string): boolean {
    const need = this.#needs.get(address)
    if (!need) return false
    need.left -= 1
    need.near = Math.max(0, Math.min(need.near - 1, need.left))
    return need.left === 0 && this.#needs.delete(address)
  }

  /** Goes on to the next one that is to be read; `undefined`: there is none. */
  take(isDue: (address: string) => boolean): string | undefined {
    while (this.#next < this.#queue.length) {
      const address = this.#queue[this.#next] as string
      this.#next += 1
      const need = this.#needs.get(address)
      if (need) need.near = Math.min(need.near + 1, need.left)
      if (isDue(address)) return address
    }
    return undefined
  }
}
