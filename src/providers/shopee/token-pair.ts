import type { TokenPair } from '../../model/tokens.ts'
import { asNumber, asText, type RawRecord } from './raw.ts'

/** Above it `expire_in` is a point in time: the documentation's samples have it both ways. */
const POINT_IN_TIME = 1e9
/** Shopee tells no end of a refresh token; its documentation says thirty days. */
const REFRESH_DAYS = 30
/** An access token's life where the answer does not tell it. */
const ACCESS_SECONDS = 14_400

/** The tokens of an answer; `null` where it holds none. @param now Milliseconds since 1970. */
export function pairOf(body: RawRecord, now: number): TokenPair | null {
  const [access, refresh] = [asText(body.access_token), asText(body.refresh_token)]
  if (access === null || refresh === null) return null
  const told = asNumber(body.expire_in) ?? 0
  const life = told > 0 ? told : ACCESS_SECONDS
  const end = life > POINT_IN_TIME ? life * 1000 : now + life * 1000
  return {
    ...{ access, refresh },
    access_expires_at: new Date(end).toISOString(),
    refresh_expires_at: new Date(now + REFRESH_DAYS * 24 * 3600_000).toISOString(),
  }
}
