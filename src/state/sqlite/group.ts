type Work = () => void

interface Waiter {
  work: Work
  resolve: () => void
  reject: (error: unknown) => void
}

/** Gathers what is to be written while the event loop makes one turn, and writes it in one transaction. */
export class Group {
  readonly #commit: (work: Work) => void
  /** Kept until it is written, however often that fails. */
  #lasting: Work[] = []
  #waiters: Waiter[] = []
  #scheduled = false

  /** @param commit Makes its work durable, or throws and leaves nothing of it. */
  constructor(commit: (work: Work) => void) {
    this.#commit = commit
  }

  /** Is written with the next transaction; nobody waits for it. */
  later(work: Work): void {
    this.#lasting.push(work)
    this.#schedule()
  }

  /** Resolves once this, and all that came before, is durable. What cannot be written is given up. */
  durable(work: Work = () => undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ work, resolve, reject })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.#write())
  }

  #write(): void {
    this.#scheduled = false
    const waiters = this.#waiters
    this.#waiters = []
    try {
      this.#commit(() => {
        for (const work of this.#lasting) work()
        for (const { work } of waiters) work()
      })
      this.#lasting = []
      for (const { resolve } of waiters) resolve()
    } catch (error) {
      // Without a waiter nobody is told: what is lasting is tried again, and the next waiter learns why.
      for (const { reject } of waiters) reject(error)
    }
  }
}
