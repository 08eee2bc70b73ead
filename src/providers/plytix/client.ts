import { elapsedOf } from '../../model/clock.ts'
import { ProviderError } from '../../model/errors.ts'
import type { JsonObject } from '../../model/json.ts'
import { type Log, SILENT } from '../../model/log.ts'
import type { CallCounts, ReadProgress } from '../../model/target.ts'
import { type Grace, graceAfter } from '../../net/grace.ts'
import type { CallFacts, Http } from '../../net/http.ts'
import type { Limiter } from '../../net/limiter.ts'
import type { QuotaKeeper } from '../../net/quota-keeper.ts'
import { backoff, REPEATED, type RetryContext, retry } from '../../net/retry.ts'
import type { Auth } from './auth.ts'
import { explain } from './explain.ts'
import { operationOf } from './operations.ts'
import { outage, refusedToken, signInFailure } from './outage.ts'
import { type Call, isAnswer, judge, type Reply, toReply } from './reply.ts'
import { Silence } from './silence.ts'
import { Throttles } from './throttles.ts'

export interface ClientOptions {
  http: Http
  auth: Auth
  limiter: Limiter
  quota: QuotaKeeper
  /** Base of `/api/v1` and `/api/v2`, without a trailing slash. */
  apiUrl: string
  timing: Omit<RetryContext, 'signal'>
  /** Milliseconds; the longest that is waited for Plytix to take calls again. */
  maxWait: number
  log?: Log
}

/** On whose behalf a call is made. */
interface Caller {
  readonly signal: AbortSignal
  /** Told just before a write leaves. */
  leave(): void
}

/** Plytix fetches the image before it answers. */
const UPLOAD = /\/api\/v1\/assets$/

/** Nobody took the connection: so far no proof that Plytix is there at all. */
const NOBODY_THERE: ReadonlySet<string> = new Set(['refused', 'dns'])
/** So many of them, and not one answer, are enough. */
const ENOUGH = 3

/** Every call to the API: signed in, paced, counted, and repeated as far as that is safe. */
export class Client {
  readonly counts: CallCounts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  readonly options: ClientOptions
  readonly silence = new Silence()
  /** True once Plytix has answered any call. */
  answered = false
  /** Connections that nobody took. */
  #unmet = 0
  #allowed = Number.POSITIVE_INFINITY
  readonly #throttles: Throttles

  constructor(options: ClientOptions) {
    this.options = options
    this.#throttles = new Throttles(options)
  }

  /** At most so many attempts from now on; sign-ins are not counted. */
  allow(calls: number): void {
    this.#allowed = calls
  }

  /**
   * One attempt. A refused token is replaced once; that another call had it replaced already says nothing about ours.
   * @throws ProviderError when Plytix is silent for good, refuses a new token too, or the allowed calls are used up
   */
  async attempt(call: Call, caller: Caller): Promise<Reply> {
    for (let refused = 0; ; ) {
      const { token, reply } = await this.#paced(call, caller)
      if (reply.status !== 401) return reply
      if (this.options.auth.discard(token)) refused += 1
      if (refused > 1) throw refusedToken(call.url)
      this.counts.retried += 1
    }
  }

  /** One attempt to get any answer at all: a cheap read. */
  async ask(caller: Caller): Promise<boolean> {
    const url = new URL(`${this.options.apiUrl}/api/v1/filters/relationships`)
    const operation = operationOf('GET', url.pathname)
    const { status } = await this.attempt({ method: 'GET', url, read: true, operation }, caller)
    return isAnswer(status)
  }

  /** The token is taken when the call may leave: until then it might have ended. */
  async #paced(call: Call, caller: Caller): Promise<{ token: string; reply: Reply }> {
    const { auth, limiter, quota } = this.options
    await quota.keep()
    const release = await limiter.acquire(caller.signal, call.operation)
    try {
      const { token } = await auth.session(caller.signal).catch((error: unknown) => {
        throw signInFailure(error)
      })
      const reply = await this.#request(call, token, caller)
      return { token, reply }
    } finally {
      release()
    }
  }

  async #request(call: Call, token: string, caller: Caller): Promise<Reply> {
    if (this.#allowed < 1) throw new ProviderError('budget', 'The calls that this run may make are used up.')
    this.#allowed -= 1
    const { read, attempt = 1, operation, ...request } = call
    const long = call.method === 'POST' && UPLOAD.test(call.url.pathname)
    this.counts[read ? 'reads' : 'writes'] += 1
    if (!read) caller.leave()
    const { signal } = caller
    const ended = this.silence.depart()
    const left = elapsedOf(this.options.timing.clock)
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
    const about = this.#about(operation, attempt)
    // A write that has left is never broken off: what became of it would be unknown.
    const result = await this.options.http.send({ ...request, headers, long, about }, read ? signal : undefined)
    if (read) signal.throwIfAborted()
    if (result.ok && result.status === 429) {
      this.counts.throttled += 1
      this.#throttles.hold(result, left)
      // A token that ran out meanwhile, or no answer at all, says nothing about the room for calls.
    } else if (result.ok && result.status !== 401) this.#throttles.end()
    const reply = toReply(result, call)
    ended(isAnswer(reply.status))
    if (!result.ok && NOBODY_THERE.has(result.kind)) this.#unmet += 1
    return this.#unlessSilent(reply)
  }

  #about(operation: string, attempt: number): CallFacts {
    const { limiter, log = SILENT } = this.options
    const left = log.keeps('debug') ? { calls_left: limiter.left() } : {}
    return { operation, attempt, ...left }
  }

  /** @throws ProviderError when Plytix is not there, or silent for good */
  #unlessSilent(reply: Reply): Reply {
    this.answered ||= isAnswer(reply.status)
    const isAway = !this.answered && this.#unmet >= ENOUGH
    if (isAnswer(reply.status) || (!this.silence.outage && !isAway)) return reply
    const last = `${explain(reply)}.`
    throw outage(isAway ? last : `Plytix has not answered for 20 calls in a row; the last one: ${last}`, { reply })
  }

  session(signal: AbortSignal, progress?: ReadProgress): Session {
    return new Session(this, signal, progress)
  }
}

/** Milliseconds that a write which has begun gets to be finished when it is told to stop. */
const GRACE_MS = 15_000
/** Milliseconds between questions whether Plytix is there at all. */
const ASK_EVERY_MS = 1000

/** The calls of one piece of work. */
export class Session {
  /** Attempts to write so far. */
  attempts = 0
  /** Told of every page of a long read. */
  readonly progress: ReadProgress
  readonly #client: Client
  readonly #stop: AbortSignal
  #grace: Grace | null = null

  constructor(client: Client, stop: AbortSignal, progress: ReadProgress = () => undefined) {
    this.progress = progress
    this.#client = client
    this.#stop = stop
  }

  /** Aborts when the work is to end: at the stop while nothing was written, else a little later. */
  get signal(): AbortSignal {
    return this.#grace?.signal ?? this.#stop
  }

  leave(): void {
    this.#grace ??= graceAfter(this.#stop, GRACE_MS, this.#client.options.timing.clock)
  }

  end(): void {
    this.#grace?.end()
  }

  /**
   * Reads (GET and searches) are repeated after failures in passing, writes only when they cannot have been executed.
   * @throws ProviderError when signing in fails, or Plytix is silent for good; the signal's reason when it aborts.
   */
  async send(method: Call['method'], path: string, body?: JsonObject): Promise<Reply> {
    const { apiUrl, timing } = this.#client.options
    const read = method === 'GET' || path.endsWith('/search')
    const url = new URL(apiUrl + path)
    const call = { method, url, read, operation: operationOf(method, url.pathname), ...(body ? { body } : {}) }
    let tries = 0
    const run = (): Promise<Reply> => {
      tries += 1
      if (!read) this.attempts += 1
      if (tries > 1) this.countRetry()
      return this.#client.attempt({ ...call, attempt: tries }, this)
    }
    for (;;) {
      const reply = await retry(run, (reply) => judge(reply, read), { ...timing, signal: this.signal })
      if (judge(reply, read) !== 'again' || (await this.isOurs())) return reply
    }
  }

  /**
   * Before a call is given up: true when Plytix answers others, so that the fault is in this one; false when it was silent
   * for everybody and is back. @throws ProviderError when it stays silent.
   */
  async isOurs(): Promise<boolean> {
    const { silence } = this.#client
    if (!silence.now) return true
    for (let asked = 0; ; asked += 1) {
      if (await this.#client.ask(this)) return asked === 0
      await this.wait(ASK_EVERY_MS)
    }
  }

  countRetry(): void {
    this.#client.counts.retried += 1
  }

  /** Waits a little longer after every failure. */
  pause(failures: number): Promise<void> {
    const { clock, random, waits } = this.#client.options.timing
    const wait = backoff(failures, random)
    waits?.begin(wait, REPEATED)
    return clock.sleep(wait, this.signal)
  }

  wait(milliseconds: number): Promise<void> {
    return this.#client.options.timing.clock.sleep(milliseconds, this.signal)
  }
}
