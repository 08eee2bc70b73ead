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
  #limits = ''
  #problem: unknown = null
  #saving: Promise<void> = Promise.resolve()

  constructor(options: QuotaKeeperOptions) {
    this.#options = options
  }

  /** The account is known from now on; its past is told to the limiter once. */
  async open(account: string): Promise<void> {
    if (this.#account === account) return
    const { limiter, memory, clock } = this.#options
    const [calls, limits] = await Promise.all([memory.calls(account), memory.limits(account)])
    limiter.remember(calls)
    for (const window of limits) limiter.tighten(window)
    this.#limits = JSON.stringify(limits)
    this.#account = account
    this.#saved = clock.now()
  }

  /** To be called before every call: saves when it is due. @throws what kept it from being saved, lately or now */
  async keep(): Promise<void> {
    if (Math.abs(this.#options.clock.now() - this.#saved) >= EVERY_MS) await this.save()
    if (this.#problem !== null) throw this.#problem
  }

  /** Saves now; what goes wrong is thrown by the next `keep`. */
  save(): Promise<void> {
    this.#saved = this.#options.clock.now()
    this.#saving = this.#saving.then(() => this.#write())
    return this.#saving
  }

  async #write(): Promise<void> {
    if (this.#account === null) return
    const { limiter, memory } = this.#options
    const learned = limiter.learned()
    const limits = JSON.stringify(learned)
    try {
      await memory.keepCalls(this.#account, limiter.unkept())
      if (limits !== this.#limits) await memory.keepLimits(this.#account, learned)
      this.#limits = limits
    } catch (error) {
      this.#problem = error
    }
  }
}
