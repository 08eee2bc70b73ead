import { setImmediate as turn } from 'node:timers/promises'

type Work = () => void

interface Waiter {
  work: Work
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * Gathers what is to be written, and writes it in one transaction. What is waited for is written before the event loop
 * turns to the next answer: what is known by then is not lost with a process that dies at that answer. The disk makes it
 * durable meanwhile, one time for all that was written since the last: whoever waits for it waits alone.
 */
export class Group {
  readonly #commit: (work: Work) => void
  readonly #sync: (() => Promise<void>) | null
  /** Kept until it is written, however often that fails. */
  #lasting: Work[] = []
  #waiters: Waiter[] = []
  /** Those whose work is written and not durable yet. */
  #written: Waiter[] = []
  #syncing = false
  /** Why the disk did not make something durable: what comes after that might be lost with it, whatever the disk says then. */
  #failure: { error: unknown } | null = null
  /** True until the event loop has made its turn. */
  #soon = false

  /**
   * @param commit Writes its work, or throws and leaves nothing of it. @param sync Makes durable what was written before it
   * is called; absent where `commit` does.
   */
  constructor(commit: (work: Work) => void, sync: (() => Promise<void>) | null = null) {
    this.#commit = commit
    this.#sync = sync
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
      this.#written.push(...waiters)
      void this.#makeDurable()
    } catch (error) {
      // Without a waiter nobody is told: what is lasting is tried again, and the next waiter learns why.
      for (const { reject } of waiters) reject(error)
    }
  }

  async #makeDurable(): Promise<void> {
    if (this.#syncing) return
    this.#syncing = true
    while (this.#written.length > 0) {
      // Those of one turn of the event loop go on together, so that a target that gathers what is sent can gather it.
      if (this.#sync) await turn()
      const waiters = this.#written
      this.#written = []
      try {
        if (this.#failure) throw this.#failure.error
        if (this.#sync) await this.#sync()
        for (const { resolve } of waiters) resolve()
      } catch (error) {
        this.#failure = { error }
        for (const { reject } of waiters) reject(error)
      }
    }
    this.#syncing = false
  }
}
