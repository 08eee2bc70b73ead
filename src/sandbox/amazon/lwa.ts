import { parseJsonBody, type SimRequest, type SimResponse } from '../http.ts'
import { denied, missingToken } from './answers.ts'
import type { AmazonSimSettings } from './options.ts'

const TOKEN_SECONDS = 3600
const REVOKED = 'The access token you provided is revoked, malformed or invalid.'
const EXPIRED = 'The access token you provided has expired.'

interface Issued {
  until: number
  /** Got with client credentials alone, so good for no seller's data. */
  grantless: boolean
}

/** Login with Amazon: hands out access tokens and knows which are alive. */
export class TokenService {
  private readonly issued = new Map<string, Issued>()

  answer(request: SimRequest, settings: AmazonSimSettings, now: number): SimResponse {
    const fields = readFields(request)
    if (fields === null) return oauthError(400, 'invalid_request', 'The request is malformed')
    const type = fields.grant_type
    if (type !== 'refresh_token' && type !== 'client_credentials') return unsupported()
    if (fields.client_id !== settings.clientId || fields.client_secret !== settings.clientSecret) {
      return oauthError(401, 'invalid_client', 'Client authentication failed')
    }
    if (type === 'client_credentials') return grantlessAnswer(fields, () => this.issue(now, true))
    if (!fields.refresh_token) {
      return oauthError(400, 'invalid_request', 'The request is missing a required parameter : refresh_token')
    }
    if (fields.refresh_token !== settings.refreshToken) {
      return oauthError(400, 'invalid_grant', 'The request has an invalid grant parameter : refresh_token')
    }
    const token = { access_token: this.issue(now, false), refresh_token: settings.refreshToken }
    return granted({ ...token, expires_in: settings.tokenSeconds })
  }

  /** @throws Refusal unless the token may read a seller's data. */
  check(token: string | undefined, now: number): void {
    if (!token) throw missingToken()
    const issued = this.issued.get(token)
    if (!issued) throw denied(REVOKED)
    if (issued.until <= now) throw denied(EXPIRED)
    if (issued.grantless) throw denied()
  }

  /** From now on the token counts as expired. @throws Refusal that says so. */
  expire(token: string): never {
    const issued = this.issued.get(token)
    if (issued) issued.until = 0
    throw denied(EXPIRED)
  }

  private issue(now: number, grantless: boolean): string {
    const token = `Atza|sandbox-${this.issued.size + 1}-${Math.floor(now).toString(36)}`
    this.issued.set(token, { until: now + TOKEN_SECONDS * 1000, grantless })
    return token
  }
}

function grantlessAnswer(fields: { [name: string]: string }, issue: () => string): SimResponse {
  if (fields.scope) return granted({ access_token: issue() })
  return oauthError(400, 'invalid_scope', 'The request is missing a required parameter : scope')
}

/** Documented as a form; libraries send JSON, which is accepted too. `null`: neither. */
function readFields({ headers, body }: SimRequest): { [name: string]: string } | null {
  if (!headers['content-type']?.includes('json')) return Object.fromEntries(new URLSearchParams(body))
  const parsed = parseJsonBody(body)
  const value = 'value' in parsed ? parsed.value : null
  return typeof value === 'object' && value !== null ? (value as { [name: string]: string }) : null
}

const NO_STORE = {
  'content-type': 'application/json;charset=UTF-8',
  'cache-control': 'no-cache, no-store, must-revalidate',
}

function granted(token: { access_token: string; refresh_token?: string; expires_in?: number }): SimResponse {
  return { status: 200, headers: NO_STORE, body: { token_type: 'bearer', expires_in: TOKEN_SECONDS, ...token } }
}

/** Errors here have OAuth's shape, not that of the catalogue. */
export function oauthError(status: number, error: string, error_description: string): SimResponse {
  return { status, headers: NO_STORE, body: { error, error_description } }
}

function unsupported(): SimResponse {
  const description = 'The authorization grant type is not supported by the authorization server'
  const { body } = oauthError(400, 'unsupported_grant_type', description)
  const type = 'OA2UnsupportedGrantTypeException:http://internal.amazon.com/coral/com.amazon.panda/'
  return { status: 400, headers: { ...NO_STORE, 'x-amzn-ErrorType': type }, body }
}
