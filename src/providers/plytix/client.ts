import { ProviderError } from '../../model/errors.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { CallCounts } from '../../model/target.ts'
import type { Http, HttpRequest, HttpResult } from '../../net/http.ts'
import type { Limiter } from '../../net/limiter.ts'
import { backoff, type RetryContext, retry, type Verdict } from '../../net/retry.ts'
import type { Auth } from './auth.ts'
import { recordsOf } from './raw.ts'
import { readThrottle } from './throttle.ts'

export interface ClientOptions {
  http: Http
  auth: Auth
  limiter: Limiter
  /** Base of `/api/v1` and `/api/v2`, without a trailing slash. */
  apiUrl: string
  timing: Omit<RetryContext, 'signal'>
}

export interface Reply {
  /** HTTP status, 0 when there was no answer. */
  status: number
  /** True when the answer tells nothing: a write may or may not have been executed. */
  unclear: boolean
  /** The records of the answer; `null` when it is not in Plytix's envelope. */
  records: JsonObject[] | null
  body?: Json
  /** The answer as it came, or why there is none. */
  text: string
}

type Method = HttpRequest['method']

interface Call {
  method: Method
  url: URL
  body?: Json
  read: boolean
}

/** After a first "too many requests" that does not say how long to wait; doubled for every further one. */
const FIRST_WAIT_MS = 1000

/** Every call to the API: signed in, paced, counted, and repeated as far as that is safe. */
export class Client {
  readonly counts: CallCounts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  readonly options: ClientOptions
  #allowed = Number.POSITIVE_INFINITY
  #throttles = { row: 0, until: 0 }

  constructor(options: ClientOptions) {
    this.options = options
  }

  /** At most so many attempts from now on; sign-ins are not counted. */
  allow(calls: number): void {
    this.#allowed = calls
  }

  /** One attempt. A refused token is replaced once; that another call had it replaced already says nothing about ours. */
  async attempt(call: Call, signal: AbortSignal): Promise<Reply> {
    const { auth } = this.options
    for (let refused = 0; ; ) {
      const { token } = await auth.session(signal)
      const reply = await this.#paced(call, token, signal)
      if (reply.status !== 401) return reply
      if (auth.discard(token)) refused += 1
      if (refused > 1) return reply
    }
  }

  async #paced(call: Call, token: string, signal: AbortSignal): Promise<Reply> {
    const { http, limiter } = this.options
    const release = await limiter.acquire(signal)
    if (this.#allowed < 1) {
      release()
      throw new ProviderError('budget', 'The calls that this run may make are used up.')
    }
    this.#allowed -= 1
    this.counts[call.read ? 'reads' : 'writes'] += 1
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
    const { read, ...request } = call
    // A write that has left is never broken off: what became of it would be unknown.
    const result = await http.send({ ...request, headers }, read ? signal : undefined).finally(release)
    if (read) signal.throwIfAborted()
    if (result.ok && result.status === 429) this.#hold(result)
    else this.#throttles.row = 0
    return toReply(result, call)
  }

  /** Holds back every call after an answer "too many requests": as long as it says, else until its window has room. */
  #hold(answer: Extract<HttpResult, { ok: true }>): void {
    const { limiter, timing } = this.options
    const now = timing.clock.now()
    this.counts.throttled += 1
    // Answers to calls that had left before the pause say nothing new.
    if (now >= this.#throttles.until) this.#throttles.row += 1
    const { wait, window } = readThrottle(answer, now)
    if (window && window.limit > 0) limiter.tighten(window)
    const size = window ? window.window_size * 1000 : Number.POSITIVE_INFINITY
    const growing = Math.min(size, FIRST_WAIT_MS * 2 ** (this.#throttles.row - 1))
    const room = window ? (limiter.remaining(window.window_size) ?? size) : 0
    const pause = wait ?? Math.max(room, growing)
    this.#throttles.until = Math.max(this.#throttles.until, now + pause)
    limiter.pause(pause, 'Plytix says that there are too many calls')
  }

  session(signal: AbortSignal): Session {
    return new Session(this, signal)
  }
}

/** The calls of one piece of work. */
export class Session {
  readonly signal: AbortSignal
  /** Attempts to write so far. */
  attempts = 0
  readonly #client: Client

  constructor(client: Client, signal: AbortSignal) {
    this.#client = client
    this.signal = signal
  }

  /**
   * Reads (GET and searches) are repeated after failures in passing, writes only when they cannot have been executed.
   * @throws ProviderError when signing in fails; the signal's reason when it aborts.
   */
  send(method: Method, path: string, body?: JsonObject): Promise<Reply> {
    const { apiUrl, timing } = this.#client.options
    const read = method === 'GET' || path.endsWith('/search')
    const call = { method, url: new URL(apiUrl + path), read, ...(body ? { body } : {}) }
    let first = true
    const run = (): Promise<Reply> => {
      if (!read) this.attempts += 1
      if (!first) this.#client.counts.retried += 1
      first = false
      return this.#client.attempt(call, this.signal)
    }
    return retry(run, (reply) => judge(reply, read), { ...timing, signal: this.signal })
  }

  /** Waits a little longer after every failure. */
  pause(failures: number): Promise<void> {
    const { clock, random } = this.#client.options.timing
    return clock.sleep(backoff(failures, random), this.signal)
  }

  wait(milliseconds: number): Promise<void> {
    return this.#client.options.timing.clock.sleep(milliseconds, this.signal)
  }
}

export function isSuccess({ status, unclear }: Reply): boolean {
  return status >= 200 && status < 300 && !unclear
}

function judge(reply: Reply, read: boolean): Verdict {
  if (reply.status === 429) return 'throttled'
  if (read) return isSuccess(reply) || (reply.status >= 300 && reply.status < 500) ? 'done' : 'again'
  return reply.status === 0 && !reply.unclear ? 'again' : 'done'
}

function toReply(result: HttpResult, { read, url }: Call): Reply {
  if (!result.ok) {
    return { status: 0, unclear: !read && result.maybeExecuted, records: null, text: `${result.message} (${url.host})` }
  }
  const { status, text, json } = result
  const records = recordsOf(json)
  const garbled = status >= 200 && status < 300 && records === null && !(status > 201 && text.trim() === '')
  const unclear = garbled || (!read && status >= 500)
  return { status, unclear, records, text, ...(json === undefined ? {} : { body: json }) }
}
