import type { Clock } from '../../model/clock.ts'
import type { Log } from '../../model/log.ts'
import type { Secrets } from '../../model/secrets.ts'
import { requestIdOf } from '../../net/exchange.ts'
import type { Http, HttpResult } from '../../net/http.ts'
import { isPage } from '../../net/reach.ts'
import type { ShopifyCredentials } from './credentials.ts'
import { type FailureKind, ShopifyError } from './failure.ts'
import { asCount, asRecord, asText } from './raw.ts'

export interface AccessOptions {
  credentials: ShopifyCredentials
  http: Http
  userAgent: string
  clock: Clock
  log: Log
  secrets: Secrets
}

/** As errors and the log call it. */
const SIGN_IN = 'sign in'
/** Seconds that a token lasts, unless its answer says otherwise (shopify.dev, client credentials grant). */
const LIFE = 86_399
/** Whatever an answer says: a token is not renewed all the time, and not kept for longer than a day. */
const SHORTEST = 60
/** The part of its life after which a token is renewed. */
const RENEWED_AT = 0.9

interface Token {
  value: string
  /** Milliseconds since 1970. */
  renewAt: number
}

/** Hands out the access token, and asks for one at a time, whoever wants it. There is no refresh token: an app asks again. */
export class Access {
  /** Tokens that were asked for. */
  signIns = 0
  readonly #options: AccessOptions
  #token: Token | null
  #pending: Promise<Token> | null = null

  constructor(options: AccessOptions) {
    this.#options = options
    const { access } = options.credentials
    this.#token = 'token' in access ? { value: access.token, renewAt: Number.POSITIVE_INFINITY } : null
  }

  /** What the caller signs in by: a token that does not end, or an app that gets one for a day. */
  get by(): 'token' | 'app' {
    return 'token' in this.#options.credentials.access ? 'token' : 'app'
  }

  /** @throws ShopifyError */
  async current(signal: AbortSignal): Promise<string> {
    if (this.#token && this.#options.clock.now() < this.#token.renewAt) return this.#token.value
    this.#pending ??= this.#ask(signal).finally(() => {
      this.#pending = null
    })
    return (await this.#pending).value
  }

  /** Gives up a token that was refused, so that another is asked for; false when it was replaced, or there is no other. */
  discard(refused: string): boolean {
    if (this.by === 'token' || this.#token?.value !== refused) return false
    this.#token = null
    return true
  }

  async #ask(signal: AbortSignal): Promise<Token> {
    const { clock, log, secrets } = this.#options
    this.signIns += 1
    const result = await this.#send(signal)
    signal.throwIfAborted()
    const { access_token, expires_in } = asRecord(result.ok ? result.json : null)
    const value = asText(access_token)
    if (!result.ok || result.status !== 200 || value === null) throw this.#refusal(result)
    secrets.add(value)
    const seconds = Math.min(LIFE, Math.max(SHORTEST, asCount(expires_in) || LIFE))
    log.write('info', 'auth.signed_in', { system: 'Shopify', seconds })
    this.#token = { value, renewAt: clock.now() + seconds * RENEWED_AT * 1000 }
    return this.#token
  }

  #send(signal: AbortSignal): Promise<HttpResult> {
    const { http, userAgent, credentials } = this.#options
    const { access, baseUrl } = credentials
    const { clientId = '', clientSecret = '' } = 'token' in access ? {} : access
    const url = new URL(`${baseUrl}/admin/oauth/access_token`)
    const body = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' }
    const about = { operation: SIGN_IN, confidential: true } as const
    const headers = { accept: 'application/json', 'user-agent': userAgent }
    return http.send({ method: 'POST', url, headers, body, about }, signal)
  }

  #refusal(result: HttpResult): ShopifyError {
    const { secrets, credentials } = this.#options
    if (!result.ok) {
      const call = callOf(0, result.kind, null)
      const message = `Shopify gives no token: ${result.message}.`
      const hints = ['Check the network, and SHOPIFY_API_URL if it is set.']
      return new ShopifyError('unreachable', { message, hints, call, maybeExecuted: false })
    }
    const { error, error_description, errors } = asRecord(result.json)
    const code = asText(error)
    const text = asText(error_description) ?? asText(errors)
    const requestId = requestIdOf(result.headers)
    const said = secrets.conceal([code, text].filter((part) => part !== null).join(': ')).slice(0, 300)
    const words = said === '' ? (isPage(result) ? 'a page came instead of data' : 'no reason is given') : said
    const kind = kindOf(result.status)
    return new ShopifyError(kind, {
      message: `Shopify gives no token for shop ${credentials.shop}: ${result.status} "${words}" (request id ${requestId ?? 'none'}).`,
      hints: HINTS[code ?? ''] ?? (kind === 'credentials' ? UNKNOWN : LATER),
      call: callOf(result.status, code, requestId),
      maybeExecuted: false,
    })
  }
}

function callOf(status: number, code: string | null, requestId: string | null): ShopifyError['call'] {
  return { system: 'Shopify', operation: SIGN_IN, status, service_code: code, fields: [], request_id: requestId }
}

function kindOf(status: number): FailureKind {
  if (status === 429) return 'throttled'
  return status >= 400 && status < 500 ? 'credentials' : 'unavailable'
}

/** Refusals of the token endpoint; some come as a page without a code (community.shopify.dev, 33287). */
const HINTS: { readonly [error: string]: string[] } = {
  app_not_installed: [
    'Install the app on the shop: in the Dev Dashboard, under the app, "Install app". App and shop have to belong to the same organisation.',
    'A custom app that was made in the shop\'s own admin gets no token so: set its SHOPIFY_ACCESS_TOKEN ("shpat_…") instead.',
  ],
  invalid_client: [
    'Check SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET: both stand in the Dev Dashboard, under Settings.',
  ],
}

const UNKNOWN = [
  'Check "shop" in sync.yaml, SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET, and that the app is installed on that shop.',
]
const LATER = ['Try again in a few minutes.']
