import type { Json } from '../../model/json.ts'
import type { RateWindow } from '../../model/plan-figures.ts'
import { credibleWindow } from '../../model/quota.ts'
import { asList, asNumber, asObject, asText } from './raw.ts'

/** What a token says about itself and its account. Not verified: it only ever goes back to where it came from. */
export interface TokenClaims {
  /** Seconds that it is good for. */
  lifetime: number
  account: string | null
  /** Empty when the token does not say. */
  windows: RateWindow[]
}

const LIFETIME_SECONDS = 900
/** Whatever a token says: it is not renewed all the time, and not kept for more than a day. */
const SHORTEST_LIFE = 60
const LONGEST_LIFE = 24 * 3600
const MOST_WINDOWS = 10

export function readClaims(token: string): TokenClaims {
  const claims = asObject(decode(token.split('.')[1] ?? ''))
  const account = asObject(asObject(claims.user_claims).account)
  const lifetime = asNumber(claims.exp) - asNumber(claims.iat)
  return {
    lifetime: lifetime > 0 ? Math.min(LONGEST_LIFE, Math.max(SHORTEST_LIFE, lifetime)) : LIFETIME_SECONDS,
    account: asText(account.id) ?? asText(account.name) ?? null,
    windows: asList(account.rate_limit)
      .slice(0, MOST_WINDOWS)
      .flatMap((window) => toWindow(window) ?? []),
  }
}

function decode(part: string): Json | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json
  } catch {
    return undefined
  }
}

function toWindow(value: Json): RateWindow | null {
  const { limit, window_size } = asObject(value)
  return credibleWindow(limit, window_size)
}
