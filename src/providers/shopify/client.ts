import type { Clock } from '../../model/clock.ts'
import { ProviderError } from '../../model/errors.ts'
import type { Log } from '../../model/log.ts'
import type { Secrets } from '../../model/secrets.ts'
import type { SourceCalls } from '../../model/source.ts'
import type { CallCounts, ReadProgress } from '../../model/target.ts'
import { createHttp, type Http, type HttpResult } from '../../net/http.ts'
import { loggedHttp } from '../../net/logged-http.ts'
import { Skew } from '../../net/skew.ts'
import { type OnWait, Waits } from '../../net/waits.ts'
import { Access } from './access.ts'
import type { Attempt, Caller, Line } from './attempt.ts'
import { Bucket } from './bucket.ts'
import { readCost, type ToldCost } from './cost.ts'
import { Costs } from './costs.ts'
import type { ShopifyCredentials } from './credentials.ts'
import type { Document } from './document.ts'
import { isOfKind } from './failure.ts'
import { judge, type Verdict } from './judge.ts'
import { Patience } from './patience.ts'
import { Session } from './session.ts'

export interface ClientOptions {
  credentials: ShopifyCredentials
  /** Of the API, such as `2026-07`. */
  version: string
  clock: Clock
  /** 0 <= random < 1 */
  random: () => number
  /** The part of the bucket to use, 0 < share <= 1. */
  share: number
  userAgent: string
  log: Log
  secrets: Secrets
  /** Told of waits when they begin. */
  onWait?: OnWait
  /** Its own unless given. */
  http?: Http
}

/** Nothing left, so nothing was used. */
const UNSENT: ToldCost = { requested: 0, actual: 0, bucket: null }

/** The Admin API of one shop: signed in, paced by its bucket of points, counted, and judged by what its answers hold. */
export class Client implements Line {
  readonly counts: CallCounts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  readonly options: ClientOptions
  readonly access: Access
  readonly bucket: Bucket
  readonly patience: Patience
  readonly http: Http
  /** How far this machine's clock is from Shopify's. */
  readonly skew: Skew
  /** The version that answered last; `null`: nothing has answered. */
  served: string | null = null
  readonly #costs = new Costs()
  readonly #url: URL
  #allowed = Number.POSITIVE_INFINITY

  constructor(options: ClientOptions) {
    const { clock, random, share, log, secrets, onWait, credentials, version } = options
    this.options = options
    this.skew = new Skew(clock)
    this.http = this.skew.watch(loggedHttp(options.http ?? createHttp(), { system: 'Shopify', clock, log, secrets }))
    const waits = new Waits(clock, onWait)
    this.access = new Access({ ...options, http: this.http })
    this.bucket = new Bucket({ clock, share, waits })
    this.patience = new Patience({ clock, random, waits })
    this.#url = new URL(`${credentials.baseUrl}/admin/api/${version}/graphql.json`)
  }

  /** The calls of one piece of work, which ends when the signal aborts. */
  session(signal: AbortSignal, progress?: ReadProgress): Session {
    return new Session(this, signal, progress)
  }

  /** At most so many attempts from now on; sign-ins are not counted. */
  allow(calls: number): void {
    this.#allowed = calls
  }

  /** What this client asked for, as a source counts it. */
  totals(): SourceCalls {
    const { reads, writes, throttled, retried } = this.counts
    return { calls: reads + writes, retried, throttled, sign_ins: this.access.signIns }
  }

  /** True when another version of the API answers than was asked for: one that is too old is replaced silently. */
  get isOtherVersion(): boolean {
    return this.served !== null && this.served !== this.options.version
  }

  close(): Promise<void> {
    return this.http.close()
  }

  /** One attempt: points first, then the token, which might have ended while the call waited for them. */
  async attempt(attempt: Attempt, caller: Caller): Promise<Verdict> {
    const { document, variables } = attempt
    const settle = await this.bucket.take(this.#costs.of(document, variables), caller.signal)
    let told: ToldCost | null = UNSENT
    try {
      const token = await this.access.current(caller.signal)
      this.#count(document, caller)
      told = null
      const result = await this.#send(attempt, { token, caller })
      told = isUnsent(result) ? UNSENT : readCost(result.ok ? result.json : null)
      if (told && result.ok) this.#costs.learn(document, variables, told.requested)
      return this.#judged(result, { document, token, isToldOf: told !== null })
    } catch (error) {
      // A sign-in that is silent is a call that never left.
      if (isOfKind(error, 'unreachable', 'unavailable', 'throttled')) return { is: 'passing', error }
      throw error
    } finally {
      settle(told)
    }
  }

  #count({ write }: Document, caller: Caller): void {
    if (this.#allowed < 1) throw new ProviderError('budget', 'The calls that this run may make are used up.')
    this.#allowed -= 1
    this.counts[write ? 'writes' : 'reads'] += 1
    if (write) caller.leave()
  }

  async #send(
    { document, variables, number }: Attempt,
    { token, caller }: { token: string; caller: Caller },
  ): Promise<HttpResult> {
    const { userAgent, log } = this.options
    const headers = { 'x-shopify-access-token': token, accept: 'application/json', 'user-agent': userAgent }
    const body = { query: document.text, operationName: document.name, variables }
    const left = log.keeps('debug') ? { calls_left: { points: this.bucket.available } } : {}
    const about = { operation: document.name, attempt: number, ...left }
    const { signal } = caller
    // A write that has left is never broken off: what became of it would be unknown.
    const request = { method: 'POST', url: this.#url, headers, body, about, long: document.write } as const
    const result = await this.http.send(request, document.write ? undefined : signal)
    if (!document.write) signal.throwIfAborted()
    return result
  }

  #judged(result: HttpResult, of: { document: Document; token: string; isToldOf: boolean }): Verdict {
    const { credentials, version, secrets, clock } = this.options
    if (result.ok) this.#notice(result.headers['x-shopify-api-version'])
    const verdict = judge(result, {
      document: of.document,
      shop: credentials.shop,
      host: this.#url.host,
      version,
      served: this.served,
      by: this.access.by,
      conceal: (text) => secrets.conceal(text),
      now: clock.now(),
    })
    if (verdict.is === 'throttled') {
      this.counts.throttled += 1
      if (verdict.wait !== null || !of.isToldOf) this.bucket.hold(verdict.wait ?? this.patience.pause(1))
    }
    if (verdict.is === 'token' && this.access.by === 'app') this.access.discard(of.token)
    if (verdict.is === 'good') this.patience.good()
    return verdict
  }

  #notice(served: string | undefined): void {
    if (served === undefined || served === '' || served === this.served) return
    this.served = served
    if (!this.isOtherVersion) return
    const { version, log } = this.options
    log.write('warn', 'api.other_version', { system: 'Shopify', asked: version, served })
  }
}

function isUnsent(result: HttpResult): boolean {
  return !result.ok && !result.maybeExecuted
}
