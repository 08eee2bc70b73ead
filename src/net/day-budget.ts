import type { Clock } from '../model/clock.ts'
import { grouped } from '../model/figures.ts'
import type { WindowUse } from '../model/plan-figures.ts'
import type { QuotaMemory } from '../model/quota.ts'
import { NoMoreCalls } from './no-more-calls.ts'

export interface DayBudgetOptions {
  clock: Clock
  memory: QuotaMemory
  /** Whose calls are counted, such as `app 2001887`; what is remembered goes by it. */
  account: string
  /** The service, for people. */
  title: string
  /** Calls a day that may be made; `null`: as many as the service lets. */
  limit: number | null
  /** Hours by which the service's day begins before that of UTC. */
  ahead: number
  /** Told once, when most of the budget is used. */
  onWarning?: (used: number, limit: number) => void
}

const HOUR_MS = 3600_000
const DAY_MS = 24 * HOUR_MS
/** The part of the budget from which on people are warned. */
const WARNED = 0.8
/** What a crash may lose of the count. */
const EVERY_MS = 2000

/** Counts the calls of a day, this program's own budget of them, and remembers that the service's own is used up. */
export class DayBudget {
  readonly #options: DayBudgetOptions
  #opened: Promise<void> | null = null
  /** Times of calls of this day, in order. */
  #times: number[] = []
  #unkept: number[] = []
  #kept = 0
  /** When the service said that its quota is used up. */
  #spent = Number.NEGATIVE_INFINITY
  #limit: number | null
  readonly #listeners: NonNullable<DayBudgetOptions['onWarning']>[] = []
  #warned = false

  constructor(options: DayBudgetOptions) {
    this.#options = options
    this.#limit = options.limit
    if (options.onWarning) this.#listeners.push(options.onWarning)
  }

  /** Another reader uses it: of several limits the least holds, and each is told when most of it is used. */
  join(limit: number | null, onWarning: NonNullable<DayBudgetOptions['onWarning']>): void {
    this.#listeners.push(onWarning)
    if (limit === null) return
    // Without a limit nothing was counted.
    if (this.#limit === null) this.#opened = null
    this.#limit = Math.min(limit, this.#limit ?? limit)
  }

  /** To be called before every call, and counts it. @throws NoMoreCalls when none is left for this day */
  async take(): Promise<void> {
    await this.#open()
    const now = Math.floor(this.#options.clock.now())
    this.#assertNotSpent(now)
    const limit = this.#limit
    if (limit === null) return
    this.#forget(now)
    if (this.#times.length >= limit) throw this.#overBudget(limit, now)
    this.#count(now)
    if (now - this.#kept >= EVERY_MS) await this.save()
  }

  /** The service says that no call of this day is left. @param message What is to be said of it. */
  async spent(message: string, cause?: unknown): Promise<NoMoreCalls> {
    const now = Math.floor(this.#options.clock.now())
    this.#spent = now
    await this.#options.memory.keepCalls(this.#spentAccount, [now])
    return this.#end(message, now, cause)
  }

  /** Reads again what other processes, and other readers of this one, have used. */
  async refresh(): Promise<void> {
    await this.save()
    this.#opened = null
    await this.#open()
  }

  /** Keeps the count; call it when calls are over for now. */
  async save(): Promise<void> {
    const times = this.#unkept.splice(0)
    this.#kept = this.#options.clock.now()
    if (times.length > 0) await this.#options.memory.keepCalls(this.#options.account, times)
  }

  /** Calls of this day; 0 where there is no budget to count for. */
  get used(): number {
    return this.#times.length
  }

  /** The day as a window; nothing where there is no budget, and the service has not said that its own is used up. */
  use(): WindowUse[] {
    const now = Math.floor(this.#options.clock.now())
    const isSpent = this.#dayOf(this.#spent) === this.#dayOf(now)
    if (this.#limit === null && !isSpent) return []
    this.#forget(now)
    const used = this.#times.length
    const limit = this.#limit ?? used
    const resets_at = new Date(this.#dayOf(now) + DAY_MS).toISOString()
    return [{ limit, window_size: DAY_MS / 1000, used, room: isSpent ? 0 : Math.max(0, limit - used), resets_at }]
  }

  #open(): Promise<void> {
    this.#opened ??= this.#load()
    return this.#opened
  }

  async #load(): Promise<void> {
    const { memory, account } = this.#options
    const [times, spent] = await Promise.all([
      this.#limit === null ? [] : memory.calls(account),
      memory.calls(this.#spentAccount),
    ])
    // Calls go on meanwhile.
    this.#times = [...new Set([...times, ...this.#unkept])].sort((a, b) => a - b)
    this.#spent = Math.max(this.#spent, ...spent)
  }

  get #spentAccount(): string {
    return `${this.#options.account}, day over`
  }

  /** Each call at a millisecond of its own: what is kept twice is one call. */
  #count(now: number): void {
    const at = Math.max(now, (this.#times.at(-1) ?? 0) + 1)
    this.#times.push(at)
    this.#unkept.push(at)
    const limit = this.#limit
    if (limit === null || this.#warned || this.#times.length < limit * WARNED) return
    this.#warned = true
    for (const tell of this.#listeners) tell(this.#times.length, limit)
  }

  #forget(now: number): void {
    const first = this.#dayOf(now)
    const old = this.#times.findIndex((time) => time >= first)
    this.#times.splice(0, old < 0 ? this.#times.length : old)
  }

  #assertNotSpent(now: number): void {
    if (this.#dayOf(this.#spent) !== this.#dayOf(now)) return
    throw this.#end(`The calls that ${this.#options.title} allows in a day are used up.`, now)
  }

  #overBudget(limit: number, now: number): NoMoreCalls {
    const message = `The ${grouped(limit)} calls a day that sync.yaml allows are used up.`
    return this.#end(message, now)
  }

  #end(message: string, now: number, cause?: unknown): NoMoreCalls {
    const until = new Date(this.#dayOf(now) + DAY_MS).toISOString()
    const hints = [`Go on after ${until.slice(0, 16).replace('T', ' ')} UTC.`]
    return new NoMoreCalls({ code: 'day-quota', message, hints, until, ...(cause === undefined ? {} : { cause }) })
  }

  /** When the service's day of that time began. */
  #dayOf(time: number): number {
    const ahead = this.#options.ahead * HOUR_MS
    return Math.floor((time + ahead) / DAY_MS) * DAY_MS - ahead
  }
}
