import type { SimRequest, SimResponse } from '../http.ts'
import { refusals, success } from './envelope.ts'
import type { TikTokSimSettings } from './options.ts'

const CODE_MS = 30 * 60_000
const OPEN_ID = '7010736057180325637'

/** Hands out pairs of tokens and knows which are alive. Times are milliseconds since 1970. */
export class TokenService {
  /** Every refresh token that was sent, in order, whether it was taken or not. */
  readonly sent: string[] = []
  private readonly settings: TikTokSimSettings
  private readonly began: number
  private readonly access = new Map<string, number>()
  private readonly refresh = new Map<string, number>()
  private readonly spent = new Set<string>()
  private codeTaken = false

  constructor(settings: TikTokSimSettings, now: number) {
    this.settings = settings
    this.began = now
    this.access.set(settings.accessToken, now + settings.accessTokenSeconds * 1000)
    this.refresh.set(settings.refreshToken, now + settings.refreshTokenSeconds * 1000)
  }

  /** @throws Refusal for a code that is unknown, used or too old */
  get(request: SimRequest, now: number): SimResponse {
    this.assertApp(request, 'authorized_code')
    const code = request.query.get('auth_code')
    const late = now > this.began + CODE_MS
    if (code !== this.settings.authCode || this.codeTaken || late) throw refusals.authCode()
    this.codeTaken = true
    return this.issue(now)
  }

  /** @throws Refusal for a token that is unknown, used or too old */
  renew(request: SimRequest, now: number): SimResponse {
    this.assertApp(request, 'refresh_token')
    const token = request.query.get('refresh_token') ?? ''
    this.sent.push(token)
    const until = this.refresh.get(token)
    if (until === undefined || this.spent.has(token)) throw refusals.noRecord()
    if (until <= now) throw refusals.refreshExpired()
    if (!this.settings.refreshTokensLast) this.spent.add(token)
    return this.issue(now)
  }

  /** @throws Refusal unless the token is alive */
  check(token: string | undefined, now: number): void {
    const until = this.access.get(token ?? '')
    if (until === undefined) throw refusals.token()
    if (until <= now) throw refusals.expired()
  }

  /** From now on it counts as expired. */
  expire(token: string): void {
    if (this.access.has(token)) this.access.set(token, 0)
  }

  /** From now on nobody knows it: the seller took the authorisation back. */
  forget(token: string): void {
    this.access.delete(token)
  }

  private assertApp({ query }: SimRequest, grant: string): void {
    const { appKey, appSecret } = this.settings
    if (query.get('app_key') !== appKey || query.get('app_secret') !== appSecret) throw refusals.appKey()
    if (query.get('grant_type') !== grant) throw refusals.parameter('grant_type')
  }

  /** The ends are points in time, whatever their names say. */
  private issue(now: number): SimResponse {
    const { accessTokenSeconds, refreshTokenSeconds, scopes, shops } = this.settings
    const number = this.access.size
    const [access_token, refresh_token] = [`ROW_sandbox-access-token-${number}`, `ROW_sandbox-refresh-token-${number}`]
    const seconds = Math.floor(now / 1000)
    this.access.set(access_token, now + accessTokenSeconds * 1000)
    this.refresh.set(refresh_token, now + refreshTokenSeconds * 1000)
    return success({
      access_token,
      access_token_expire_in: seconds + accessTokenSeconds,
      refresh_token,
      refresh_token_expire_in: seconds + refreshTokenSeconds,
      open_id: OPEN_ID,
      seller_name: shops[0]?.name ?? '',
      seller_base_region: shops[0]?.region ?? '',
      user_type: 0,
      granted_scopes: scopes,
    })
  }
}
