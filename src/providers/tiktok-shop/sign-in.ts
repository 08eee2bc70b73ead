import type { Clock } from '../../model/clock.ts'
import { ProviderError } from '../../model/errors.ts'
import type { TokenOwner, TokenPair, Tokens } from '../../model/tokens.ts'
import type { Credentials } from './credentials.ts'
import { askForTokens } from './token-calls.ts'
import type { Transport } from './transport.ts'

export interface SignInOptions {
  clock: Clock
  tokens: Tokens
  owner: TokenOwner
  credentials: Credentials
  transport: Transport
}

/** Access tokens are renewed so long before their end. */
const EARLY_MS = 5 * 60_000

/** Hands out the seller's access token; it is renewed once, whoever asks. */
export class SignIn {
  /** How often tokens were renewed. */
  renewals = 0
  readonly #options: SignInOptions
  #pair: TokenPair | null = null

  constructor(options: SignInOptions) {
    this.#options = options
  }

  /** @throws ProviderError when there is none; nobody is asked */
  async present(): Promise<null> {
    const { tokens, owner } = this.#options
    this.#pair ??= await tokens.current(owner)
    if (this.#pair === null || (this.#pair.access === '' && this.#pair.refresh === '')) throw noTokens()
    return null
  }

  /** @throws ProviderError when there is none, or none that can be renewed */
  async current(): Promise<string> {
    const { tokens, owner } = this.#options
    const pair = this.#pair ?? (await tokens.current(owner))
    this.#pair = pair
    if (pair === null) throw noTokens()
    const { access, refresh } = pair
    // What cannot be renewed any more is used to its end.
    if (access !== '' && (!this.#isEnding(pair) || refresh === '')) return access
    return this.renew(access === '' ? null : access)
  }

  /** A token other than the one that the service refused, or that is about to end. @throws ProviderError */
  async renew(spent: string | null): Promise<string> {
    const { tokens, owner, credentials, transport } = this.#options
    this.#pair = null
    const exchange = async (refresh: string): Promise<TokenPair> => {
      this.renewals += 1
      return askForTokens(transport, credentials, { grant_type: 'refresh_token', refresh_token: refresh })
    }
    const pair = await tokens.renew(owner, spent, exchange)
    this.#pair = pair
    return pair.access
  }

  #isEnding({ access_expires_at }: TokenPair): boolean {
    return access_expires_at !== null && Date.parse(access_expires_at) - this.#options.clock.now() < EARLY_MS
  }
}

function noTokens(): ProviderError {
  return new ProviderError('credentials', 'There are no tokens for TikTok Shop.', {
    hints: [
      'Let the seller authorise the app: open the address that "sync auth tiktok-shop --url" prints, then "sync auth tiktok-shop --code CODE".',
      'Or set TIKTOK_SHOP_REFRESH_TOKEN, and TIKTOK_SHOP_ACCESS_TOKEN if it is still good.',
    ],
  })
}
