import type { Clock } from '../../model/clock.ts'
import { ProviderError } from '../../model/errors.ts'
import type { Secrets } from '../../model/secrets.ts'
import { NotSent, type TokenOwner, type TokenPair, type Tokens } from '../../model/tokens.ts'
import type { Heard } from '../../net/steady.ts'
import { attempt, type Line } from './calls.ts'
import { consentEnd, noConsent } from './consent.ts'
import { isOfClass, ShopeeError } from './failure.ts'
import { CODES } from './remedies.ts'
import { pairOf } from './token-pair.ts'
import type { Answered } from './transport.ts'

export interface AccessOptions {
  line: Line
  tokens: Tokens
  owner: TokenOwner
  partnerId: string
  clock: Clock
  secrets: Secrets
}

/** Tokens are renewed so long before their end: a call may have to wait that long before it leaves. */
const EARLY_MS = 5 * 60_000

/** Access tokens of one shop, renewed once whoever asks. */
export class Access {
  readonly #options: AccessOptions
  #consent: Promise<number | null> | null = null
  /** Renewals by this process. */
  renewals = 0

  constructor(options: AccessOptions) {
    this.#options = options
  }

  /** A token that is good for some minutes, as far as is known. @throws SyncError */
  async current(signal: AbortSignal): Promise<string> {
    const { tokens, owner, clock } = this.#options
    const pair = await tokens.current(owner)
    if (pair === null) throw noConsent(owner.shop, `There is no token of shop ${owner.shop}.`)
    const end = pair.access_expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(pair.access_expires_at)
    if (pair.access !== '' && end - clock.now() > EARLY_MS) return pair.access
    return this.renewed(pair.access === '' ? null : pair.access, signal)
  }

  /** Another token than the one that is spent. @throws SyncError */
  async renewed(spent: string | null, signal: AbortSignal): Promise<string> {
    return (await this.renew(spent, signal)).access
  }

  /** The same with all that belongs to it. @throws SyncError */
  async renew(spent: string | null, signal: AbortSignal): Promise<TokenPair> {
    const { line, owner, tokens } = this.#options
    await this.#assertConsent(signal)
    return line.steady.call<TokenPair>(
      (number) =>
        tokens
          .renew(owner, spent, (refresh) => this.#exchange(refresh, number))
          .then(
            (value) => ({ is: 'good', value }),
            (error: unknown) => again(error),
          ),
      signal,
    )
  }

  /**
   * Sends a refresh token, once. Whoever calls it has marked it as sent.
   * @throws NotSent when Shopee cannot have used it; ShopeeError otherwise
   */
  async #exchange(refresh: string, number = 1): Promise<TokenPair> {
    const { line, owner, partnerId, clock, secrets } = this.#options
    const body = { refresh_token: refresh, partner_id: Number(partnerId), shop_id: Number(owner.shop) }
    secrets.add(refresh)
    this.renewals += 1
    const outgoing = { operation: 'auth.access_token_get', body, about: owner.shop, attempt: number } as const
    const answered = await attempt(line, outgoing).catch((error: unknown) => {
      throw isUnread(error) ? new Unused(error) : error
    })
    if (answered.is !== 'good') throw unused(answered) ?? lost(answered.error, owner)
    const pair = pairOf(answered.value, clock.now())
    if (pair === null) throw lost(null, owner)
    secrets.add(pair.access, pair.refresh)
    return pair
  }

  /** A refresh token is good for one use: whatever else may be wrong is found out before. */
  async #assertConsent(signal: AbortSignal): Promise<void> {
    const { line, owner, clock } = this.#options
    this.#consent ??= consentEnd(line, owner.shop, signal)
    const end = await this.#consent.catch((error: unknown) => {
      this.#consent = null
      throw error
    })
    if (end === null || end > clock.now()) return
    const day = new Date(end).toISOString().slice(0, 10)
    throw noConsent(owner.shop, `The authorisation of shop ${owner.shop} ended on ${day}.`)
  }
}

/** The refresh token can be sent another time. */
class Unused extends NotSent {
  readonly heard: Exclude<Heard<never>, { is: 'good' }> | null
  readonly reason: unknown

  constructor(reason: ProviderError, heard: Unused['heard'] = null) {
    super(reason.code, reason.message, { hints: [...reason.hints], cause: reason, call: reason.call })
    this.reason = reason
    this.heard = heard
  }
}

/** Refusals that come before Shopee looks at a token. */
function isUnread(error: unknown): error is ProviderError {
  if (!(error instanceof ProviderError)) return false
  return !(error instanceof ShopeeError) || isOfClass(error, 'sign', 'clock', 'app', 'ip', 'permission')
}

/** Nothing reached Shopee, or it said that it takes no call just now. */
function unused(answered: Exclude<Answered, { is: 'good' }>): Unused | null {
  if (answered.is === 'throttled') return new Unused(answered.error, answered)
  return answered.sent ? null : new Unused(answered.error, answered)
}

/** What can be tried again, or the error that says why not. @throws everything else */
function again(error: unknown): Exclude<Heard<never>, { is: 'good' }> {
  if (!(error instanceof Unused)) throw error
  if (error.heard === null) throw error.reason
  return error.heard
}

function lost(cause: ProviderError | null, { shop }: TokenOwner): ProviderError {
  const why = cause === null ? 'the answer holds no tokens' : cause.message.replace(/\.$/, '')
  const message = `The tokens of shop ${shop} were sent for renewal and nothing usable came back: ${why}.`
  return new ProviderError(CODES.token, message, {
    hints: [
      `A refresh token is good for one use, so this one is not sent again: authorise anew with "sync auth shopee --url", then "sync auth shopee --code CODE --shop ${shop}".`,
    ],
    cause,
  })
}
