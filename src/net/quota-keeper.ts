import type { Clock } from '../model/clock.ts'
import type { QuotaMemory } from '../model/quota.ts'
import type { Limiter } from './limiter.ts'

export interface QuotaKeeperOptions {
  limiter: Limiter
  memory: QuotaMemory
  clock: Clock
}

/** What a crash may lose of the times of calls. */
const EVERY_MS = 2000

/** Carries what a limiter knows of an account from one process to the next. */
export class QuotaKeeper {
  readonly #options: QuotaKeeperOptions
  #account: string | null = null
  #saved = 0
  #newest = 0
  #limits = ''
  #problem: unknown = null

  constructor(options: QuotaKeeperOptions) {
    this.#options = options
  }

  /** The account is known from now on; its past is told to the limiter once. */
  open(account: string): void {
    if (this.#account === account) return
    const { limiter, memory, clock } = this.#options
    limiter.remember(memory.calls(account))
    const limits = memory.limits(account)
    for (const window of limits) limiter.tighten(window)
    this.#limits = JSON.stringify(limits)
    this.#account = account
    this.#saved = clock.now()
  }

  /** To be called before every call: saves when it is due. @throws what kept it from being saved, lately or now */
  keep(): void {
    if (Math.abs(this.#options.clock.now() - this.#saved) >= EVERY_MS) this.save()
    if (this.#problem !== null) throw this.#problem
  }

  /** Saves now; what goes wrong is thrown by the next `keep`. */
  save(): void {
    if (this.#account === null) return
    const { limiter, memory, clock } = this.#options
    const learned = limiter.learned()
    const limits = JSON.stringify(learned)
    this.#saved = clock.now()
    try {
      const times = limiter.times()
      // Those of the same millisecond belong together.
      memory.keepCalls(
        this.#account,
        times.filter((time) => time >= this.#newest),
      )
      this.#newest = Math.max(0, ...times.slice(-1))
      if (limits !== this.#limits) memory.keepLimits(this.#account, learned)
      this.#limits = limits
    } catch (error) {
      this.#problem = error
    }
  }
}
