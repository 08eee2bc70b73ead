import { ProviderError } from './errors.ts'

/** A pair of tokens as a service gives it. Times are ISO 8601, UTC; `null`: the service does not tell. */
export interface TokenPair {
  /** Empty where there is none yet. */
  access: string
  /** Empty where there is none, or none that may still be sent: `renew` says which. */
  refresh: string
  access_expires_at: string | null
  refresh_expires_at: string | null
  /** What the consent allows, in the service's words; absent: the service did not tell. */
  scopes?: string[]
  /** When it was kept here; absent: it was not. Services never set it. */
  kept_at?: string
}

/** Whose tokens they are. */
export interface TokenOwner {
  provider: string
  shop: string
  /** What the environment gives; `null`: nothing. */
  given: { access: string | null; refresh: string | null }
}

/** Tokens of services whose refresh tokens are good for one use: every renewal brings another one. */
export interface Tokens {
  /**
   * The newest pair: that of the token file while the environment's refresh token is the one that the file began with,
   * else the environment's; `null`: neither has one. @throws SyncError for a token file that cannot be used
   */
  current(owner: TokenOwner): Promise<TokenPair | null>
  /**
   * A pair whose access token is not `spent`; it may be one that another process got some time ago. One caller of one
   * process exchanges, the others wait and get the same. The refresh token is marked as sent, durably, before `exchange`
   * is called, and is never handed out again, unless it throws `NotSent`; the new pair is durable before it is returned.
   * `exchange` must run to its end whatever is aborted meanwhile: an answer that nobody waits for is a token that is lost.
   * @throws ProviderError `credentials` when there is none, or it was sent before and its answer never came
   */
  renew(owner: TokenOwner, spent: string | null, exchange: (refresh: string) => Promise<TokenPair>): Promise<TokenPair>
  /** Keeps what a consent gave; it is durable on return. */
  keep(owner: TokenOwner, pair: TokenPair): Promise<void>
}

/** The request with the refresh token surely never left, as when the connection was refused: it may be sent another time. */
export class NotSent extends ProviderError {}
