type Work = () => void

interface Waiter {
  work: Work
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * Gathers what is to be written, and writes it in one transaction. What is waited for is written before the event loop
 * turns to the next answer: what is known by then is not lost with a process that dies at that answer.
 */
export class Group {
  readonly #commit: (work: Work) => void
  /** Kept until it is written, however often that fails. */
  #lasting: Work[] = []
  #waiters: Waiter[] = []
  /** True until the event loop has made its turn. */
  #soon = false

  /** @param commit Makes its work durable, or throws and leaves nothing of it. */
  constructor(commit: (work: Work) => void) {
    this.#commit = commit
  }

  /** Is written with the next transaction; nobody waits for it. */
  later(work: Work): void {
    this.#lasting.push(work)
    if (this.#soon) return
    this.#soon = true
    setImmediate(() => {
      this.#soon = false
      this.#write()
    })
  }

  /** Resolves once this, and all that came before, is durable. What cannot be written is given up. */
  durable(work: Work = () => undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ work, resolve, reject })
      if (this.#waiters.length === 1) queueMicrotask(() => this.#write())
    })
  }

  #write(): void {
    const waiters = this.#waiters
    this.#waiters = []
    if (waiters.length === 0 && this.#lasting.length === 0) return
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
