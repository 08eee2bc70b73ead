import type { Clock } from '../../model/clock.ts'
import { type Log, SILENT } from '../../model/log.ts'
import { NO_SECRETS, type Secrets } from '../../model/secrets.ts'
import { requestIdOf } from '../../net/exchange.ts'
import { createHttp, type Http, type HttpResult } from '../../net/http.ts'
import { loggedHttp } from '../../net/logged-http.ts'
import { isPage } from '../../net/reach.ts'
import { backoff, REPEATED } from '../../net/retry.ts'
import { Skew } from '../../net/skew.ts'
import type { Waits } from '../../net/waits.ts'
import type { AmazonCredentials } from './credentials.ts'
import { type Conceal, concealer, SpApiError } from './failure.ts'
import { asRecord, asSize, asText } from './raw.ts'

const EARLY_MS = 60_000
const LIFE_SECONDS = 3600
/** Whatever an answer says: a token is not renewed all the time, and not kept for more than a day. */
const SHORTEST_LIFE = 60
const LONGEST_LIFE = 24 * 3600
const MAX_ATTEMPTS = 5

export interface TokenOptions {
  credentials: AmazonCredentials
  clock: Clock
  random: () => number
  waits: Waits
  log?: Log | undefined
  secrets?: Secrets | undefined
}

interface Token {
  value: string
  /** When to get the next one, milliseconds since 1970. */
  renewAt: number
}

/** Login with Amazon: hands out the access token, and never asks for two at a time. */
export class Tokens {
  /** How many tokens were asked for. */
  signIns = 0
  /** How far the clock is from Amazon's. */
  readonly skew: Skew
  readonly #options: TokenOptions
  readonly #conceal: Conceal
  readonly #http: Http
  #token: Token | null = null
  #pending: Promise<Token> | null = null

  constructor(options: TokenOptions) {
    this.#options = options
    const { clock, log = SILENT, secrets = NO_SECRETS } = options
    this.skew = new Skew(clock)
    this.#http = this.skew.watch(loggedHttp(createHttp(), { clock, log, secrets, system: 'Amazon' }))
    this.#conceal = concealer([options.credentials.clientSecret, options.credentials.refreshToken])
  }

  /** A token that is good for another minute. */
  async current(signal: AbortSignal): Promise<string> {
    if (this.#token && this.#options.clock.now() < this.#token.renewAt) return this.#token.value
    return (await this.#refresh(signal)).value
  }

  /** Gives up a token that the service refused; another caller may have done so already. */
  discard(refused: string): void {
    if (this.#token?.value === refused) this.#token = null
  }

  #refresh(signal: AbortSignal): Promise<Token> {
    this.#pending ??= this.#request(signal)
      .then((token) => {
        this.#token = token
        return token
      })
      .finally(() => {
        this.#pending = null
      })
    return this.#pending
  }

  async #request(signal: AbortSignal): Promise<Token> {
    const { clock, random, waits } = this.#options
    for (let attempt = 1; ; attempt += 1) {
      this.signIns += 1
      const result = await this.#send(signal)
      signal.throwIfAborted()
      const body = asRecord(result.ok ? result.json : null)
      const value = asText(body.access_token)
      if (result.ok && result.status === 200 && value !== null) return this.#issue(value, asSize(body.expires_in))
      if (isFinal(result) || attempt === MAX_ATTEMPTS) throw this.#refusal(result)
      const wait = backoff(attempt, random)
      waits.begin(wait, REPEATED)
      await clock.sleep(wait, signal)
    }
  }

  #send(signal: AbortSignal): Promise<HttpResult> {
    const { clientId, clientSecret, refreshToken, lwaUrl } = this.#options.credentials
    const body = {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    }
    const url = new URL(`${lwaUrl.replace(/\/+$/, '')}/auth/o2/token`)
    const about = { operation: SIGN_IN, confidential: true } as const
    return this.#http.send({ method: 'POST', url, headers: {}, body, about }, signal)
  }

  #issue(value: string, seconds: number): Token {
    const { clock, log, secrets } = this.#options
    secrets?.add(value)
    const life = Math.min(LONGEST_LIFE, Math.max(SHORTEST_LIFE, seconds || LIFE_SECONDS)) * 1000
    log?.write('info', 'auth.signed_in', { system: 'Amazon', seconds: life / 1000 })
    return { value, renewAt: clock.now() + life - Math.min(EARLY_MS, life / 2) }
  }

  #refusal(result: HttpResult): SpApiError {
    if (!result.ok) {
      const message = `Login with Amazon gives no token: ${result.message}.`
      return new SpApiError({
        code: 'amazon-unreachable',
        message,
        operation: SIGN_IN,
        status: 0,
        apiCode: result.kind,
        hints: UNREACHABLE,
      })
    }
    const body = asRecord(result.json)
    const apiCode = asText(body.error) ?? 'unreadable answer'
    const text = asText(body.error_description)
    const requestId = asText(body.request_id) ?? requestIdOf(result.headers)
    const said = text === null ? '' : ` "${this.#conceal(text)}"`
    const message = `Login with Amazon gives no token: ${result.status} ${this.#conceal(apiCode)}${said} (request id ${requestId ?? 'none'}).`
    const code = result.status < 500 ? 'amazon-sign-in' : 'amazon-unavailable'
    const passing = result.status === 429 || result.status >= 500
    const hints = isPage(result) ? OTHER_SERVER : (HINTS[apiCode] ?? (passing ? LATER : UNKNOWN))
    return new SpApiError({ code, message, operation: SIGN_IN, status: result.status, apiCode, hints, requestId })
  }
}

/** As errors and the log call it. */
const SIGN_IN = 'sign in'

const UNREACHABLE = ['Check the network, and SP_API_LWA_URL if it is set.']

const OTHER_SERVER = [
  'A page came instead of data: a proxy, or another server, may stand in the place of Login with Amazon. Check the network, and SP_API_LWA_URL if it is set.',
]
const LATER = ['Try again in a few minutes.']
const UNKNOWN = ['Check the three SP_API credentials, and SP_API_LWA_URL if it is set.']

const HINTS: { [error: string]: string[] } = {
  invalid_grant: [
    'Check SP_API_REFRESH_TOKEN; if the authorisation was revoked, authorise the application again in Seller Central.',
    'The token must have been given to the application of SP_API_CLIENT_ID.',
  ],
  invalid_client: [
    'Check SP_API_CLIENT_ID and SP_API_CLIENT_SECRET.',
    'Client secrets expire about every 180 days: see the LWA credentials of the application in Seller Central.',
  ],
  unauthorized_client: ['Check that SP_API_REFRESH_TOKEN was given to the application of SP_API_CLIENT_ID.'],
}

/** Refusals of Login with Amazon never change by asking again. */
function isFinal(result: HttpResult): boolean {
  if (!result.ok) return ['refused', 'dns', 'tls'].includes(result.kind)
  return result.status >= 400 && result.status < 500 && result.status !== 429 && result.json !== undefined
}
