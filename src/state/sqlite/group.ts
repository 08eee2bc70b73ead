type Work = () => void

interface Waiter {
  work: Work
  resolve: () => void
  reject: (error: unknown) => void
}

/** So many turns of the event loop are waited for more: about as long as a commit takes. */
const MOST_TURNS = 16

/**
 * Gathers what is to be written, and writes it in one transaction. What comes alone is written before the event loop turns
 * to the next answer; what comes after a commit waits for all answers that are there, and while it is written the next ones
 * gather. So a disk that takes long for a commit holds up many operations once, and not each of them.
 */
export class Group {
  readonly #commit: (work: Work) => void
  /** Kept until it is written, however often that fails. */
  #lasting: Work[] = []
  #waiters: Waiter[] = []
  /** True until the event loop has made its turns. */
  #soon = false
  /** True when more came in this turn. */
  #more = false
  #commits = 0
  /** True for two turns after a commit. */
  #busy = false

  /** @param commit Makes its work durable, or throws and leaves nothing of it. */
  constructor(commit: (work: Work) => void) {
    this.#commit = commit
  }

  /** Is written with the next transaction; nobody waits for it. */
  later(work: Work): void {
    this.#lasting.push(work)
    this.#gather()
  }

  /** Resolves once this, and all that came before, is durable. What cannot be written is given up. */
  durable(work: Work = () => undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ work, resolve, reject })
      if (this.#busy) this.#gather()
      else if (this.#waiters.length === 1) queueMicrotask(() => this.#write())
    })
  }

  /** Writes all once what is dealt with now is done, before the event loop turns to anything else. */
  now(): void {
    process.nextTick(() => this.#write())
  }

  #gather(): void {
    this.#more = true
    if (this.#soon) return
    this.#soon = true
    this.#turn(MOST_TURNS)
  }

  /** Writes after a turn of the event loop that brought nothing more to those who wait. */
  #turn(left: number): void {
    this.#more = false
    setImmediate(() => {
      if (this.#more && this.#waiters.length > 0 && left > 1) return this.#turn(left - 1)
      this.#soon = false
      this.#write()
    })
  }

  #write(): void {
    const waiters = this.#waiters
    this.#waiters = []
    if (waiters.length === 0 && this.#lasting.length === 0) return
    this.#expectMore()
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

  #expectMore(): void {
    this.#commits += 1
    const commits = this.#commits
    this.#busy = true
    setImmediate(() =>
      setImmediate(() => {
        if (commits === this.#commits) this.#busy = false
      }),
    )
  }
}
