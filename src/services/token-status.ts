import { SyncError } from '../model/errors.ts'
import type { TokenOwner, TokenPair } from '../model/tokens.ts'

/** How it stands with an owner's tokens. Times are ISO 8601, UTC; `null`: nobody knows. No token is in it. */
export interface TokenStatus {
  provider: string
  shop: string
  access_expires_at: string | null
  refresh_expires_at: string | null
  /** The source can be read with them now, or once they are renewed. */
  ok: boolean
  /** What is wrong with them, a sentence; `null`: nothing. */
  message: string | null
}

export interface Measure {
  /** Milliseconds since 1970. */
  now: number
  /** What the consent has to allow; none: services tell of none. */
  scopes: readonly string[]
}

export function tokenStatus(
  { provider, shop, given }: TokenOwner,
  pair: TokenPair | null,
  { now, scopes }: Measure,
): TokenStatus {
  if (pair === null) {
    const none = { access_expires_at: null, refresh_expires_at: null, ok: false }
    return { provider, shop, ...none, message: `There is none: sync auth ${provider} --url shows where to consent.` }
  }
  const { access, refresh, access_expires_at, refresh_expires_at } = pair
  const renewable = refresh !== '' && !isOver(refresh_expires_at, now)
  // Of an access token whose end nobody knows, one that something renews is mostly over by now.
  const usable =
    access !== '' && (access_expires_at === null ? given.refresh === null : !isOver(access_expires_at, now))
  const lacking = scopes.filter((scope) => pair.scopes !== undefined && !pair.scopes.includes(scope))
  const ends = { access_expires_at, refresh_expires_at }
  if (lacking.length > 0) return { provider, shop, ...ends, ok: false, message: lackOf(lacking, provider) }
  const message = renewable ? null : problemOf(pair, { provider, usable, now })
  return { provider, shop, ...ends, ok: renewable || usable, message }
}

/** A token is good for what was allowed when it was given, whatever the app may do since. */
function lackOf(lacking: readonly string[], provider: string): string {
  const what = `${lacking.length === 1 ? 'the scope' : 'the scopes'} ${lacking.join(' and ')}`
  return `The consent does not allow ${what}: give the app what lacks, then consent anew by sync auth ${provider} --url.`
}

interface Standing {
  provider: string
  usable: boolean
  now: number
}

function problemOf({ refresh, refresh_expires_at }: TokenPair, { provider, usable, now }: Standing): string {
  const over = isOver(refresh_expires_at, now) && refresh !== ''
  const why = over ? 'The refresh token is over' : 'There is no refresh token that may still be sent'
  const until = usable ? ', and the access token is the last one' : ''
  return `${why}${until}: consent anew by sync auth ${provider} --url.`
}

function isOver(time: string | null, now: number): boolean {
  return time !== null && Date.parse(time) <= now
}

/** What a service or a file refuses. @throws everything else */
export function asSyncError(error: unknown): SyncError {
  if (error instanceof SyncError) return error
  throw error
}
