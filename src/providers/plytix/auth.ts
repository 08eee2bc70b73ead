import { elapsedOf } from '../../model/clock.ts'
import type { RateWindow } from '../../model/plan-figures.ts'
import type { Http, HttpAnswer, HttpResult } from '../../net/http.ts'
import { waitTooLong } from '../../net/patience.ts'
import { type RetryContext, retry } from '../../net/retry.ts'
import { judge, readToken, SIGN_IN } from './sign-in-answer.ts'
import { readThrottle } from './throttle.ts'
import { readClaims } from './token.ts'

export interface AuthOptions {
  http: Http
  authUrl: string
  apiKey: string
  apiPassword: string
  timing: Omit<RetryContext, 'signal'>
  /** Milliseconds; the longest that is waited for a sign-in. */
  maxWait: number
  /** Told of every new token, before anybody gets it. */
  onSession: (session: AuthSession) => Promise<void>
}

/** What signing in tells about the account. */
export interface AuthSession {
  token: string
  account: string | null
  /** Empty when the token does not say. */
  windows: RateWindow[]
}

const EARLY_MS = 60_000

/** Signs in when needed, once for everyone who waits, and again a minute before the token ends. */
export class Auth {
  readonly #options: AuthOptions
  #current: { session: AuthSession; until: number } | null = null
  #pending: Promise<AuthSession> | null = null

  constructor(options: AuthOptions) {
    this.#options = options
  }

  /** @throws ProviderError on wrong credentials or an unreachable host. */
  session(signal: AbortSignal): Promise<AuthSession> {
    const { clock } = this.#options.timing
    if (this.#current && clock.now() < this.#current.until) return Promise.resolve(this.#current.session)
    this.#pending ??= this.#signIn(signal).finally(() => {
      this.#pending = null
    })
    return this.#pending
  }

  /** Forgets a token that was refused; false when it was replaced already. */
  discard(token: string): boolean {
    if (this.#current?.session.token !== token) return false
    this.#current = null
    return true
  }

  async #signIn(signal: AbortSignal): Promise<AuthSession> {
    const { timing } = this.#options
    const latest = elapsedOf(timing.clock) + this.#options.maxWait
    const result = await retry(() => this.#request(latest, signal), judge, { ...timing, signal })
    signal.throwIfAborted()
    const token = readToken(result, this.#options.authUrl)
    const { account, windows, lifetime } = readClaims(token)
    const session = { token, account, windows }
    const life = lifetime * 1000
    const until = timing.clock.now() + life - Math.min(EARLY_MS, life / 2)
    await this.#options.onSession(session)
    this.#current = { session, until }
    return session
  }

  async #request(latest: number, signal: AbortSignal): Promise<HttpResult> {
    const { http, authUrl, apiKey, apiPassword } = this.#options
    const url = new URL(`${authUrl}/auth/api/get-token`)
    const body = { api_key: apiKey, api_password: apiPassword }
    const about = { operation: SIGN_IN, confidential: true } as const
    const headers = { accept: 'application/json' }
    const result = await http.send({ method: 'POST', url, headers, body, about }, signal)
    if (result.ok && result.status === 429) await this.#wait(result, latest, signal)
    return result
  }

  /** As long as an answer "too many requests" says. @throws ProviderError when that is too long */
  async #wait(answer: HttpAnswer, latest: number, signal: AbortSignal): Promise<void> {
    const { timing, maxWait } = this.#options
    const now = timing.clock.now()
    const { wait } = readThrottle(answer, now)
    if (wait === null) return
    const reason = "Plytix's sign-in says that there are too many calls"
    if (elapsedOf(timing.clock) + wait > latest) throw waitTooLong({ wait, most: maxWait, reason, now })
    timing.waits?.begin(wait, reason)
    await timing.clock.sleep(wait, signal)
  }
}
