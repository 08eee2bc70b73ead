import { ProviderError } from '../../model/errors.ts'
import { NotSent, type TokenPair } from '../../model/tokens.ts'
import type { Credentials } from './credentials.ts'
import { TITLE } from './failure.ts'
import { judge, unreachable } from './judge.ts'
import { asCount, asText, type RawRecord } from './raw.ts'
import type { Transport } from './transport.ts'

type Grant =
  | { auth_code: string; grant_type: 'authorized_code' }
  | { refresh_token: string; grant_type: 'refresh_token' }

const PATHS = { authorized_code: '/api/v2/token/get', refresh_token: '/api/v2/token/refresh' } as const
const OPERATIONS = { authorized_code: 'exchange a code for tokens', refresh_token: 'renew tokens' } as const

/**
 * Asks for a pair of tokens: a GET without a signature, with the app's secret in its query, so that its address is told
 * nowhere (contract, 3). One attempt: neither a code nor a refresh token is good twice.
 * @throws NotSent when the request surely never left; ProviderError otherwise
 */
export async function askForTokens(transport: Transport, credentials: Credentials, grant: Grant): Promise<TokenPair> {
  const { appKey, appSecret, authUrl } = credentials
  const operation = OPERATIONS[grant.grant_type]
  const url = new URL(authUrl + PATHS[grant.grant_type])
  url.search = new URLSearchParams({ app_key: appKey, app_secret: appSecret, ...grant }).toString()
  const request = { method: 'GET', url, headers: { accept: 'application/json' } } as const
  const result = await transport.send({ request, operation, attempt: 1, told: {}, confidential: true })
  const context = transport.context(operation, 'TIKTOK_SHOP_AUTH_URL')
  if (!result.ok) {
    const error = unreachable(result, context)
    if (result.maybeExecuted) throw error
    throw new NotSent(error.code, error.message, { hints: error.hints, cause: error })
  }
  const judgement = judge(result, context)
  if (!judgement.ok) throw judgement.error
  return pairIn(judgement.data, operation)
}

/** The two ends are points in time, in seconds, although they are called durations (contract, 3). */
function pairIn(data: RawRecord, operation: string): TokenPair {
  const [access, refresh] = [asText(data.access_token), asText(data.refresh_token)]
  if (access === null || refresh === null) {
    throw new ProviderError('tiktok-shop-token', `${TITLE} gives no tokens when asked to ${operation}.`, {
      hints: ['Try again with a new consent: "sync auth tiktok-shop --url".'],
    })
  }
  const scopes = data.granted_scopes
  return {
    ...{ access, refresh },
    access_expires_at: timeOf(data.access_token_expire_in),
    refresh_expires_at: timeOf(data.refresh_token_expire_in),
    ...(Array.isArray(scopes) ? { scopes: scopes.flatMap((scope) => asText(scope) ?? []) } : {}),
  }
}

const LATEST = 253_402_300_799

function timeOf(seconds: unknown): string | null {
  const time = asCount(seconds)
  return time === null || time === 0 || time > LATEST ? null : new Date(time * 1000).toISOString()
}
