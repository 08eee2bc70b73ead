import { ProviderError } from '../../../src/model/errors.ts'
import type { AuthSide, ProviderContext } from '../../../src/model/provider.ts'
import type { SourceSettings } from '../../../src/model/settings.ts'
import { NotSent, type TokenOwner, type TokenPair } from '../../../src/model/tokens.ts'

const EARLY_MS = 5 * 60_000

function ownerOf(stall: string, { values }: Pick<ProviderContext, 'values'>): TokenOwner {
  const { FAIR_ACCESS_TOKEN: access = null, FAIR_REFRESH_TOKEN: refresh = null } = values
  return { provider: 'fair', shop: stall, given: { access, refresh } }
}

/** An access token that is good for some minutes yet. */
export async function accessOf(stall: string, context: ProviderContext): Promise<string> {
  const owner = ownerOf(stall, context)
  const pair = await context.tokens.current(owner)
  if (pair !== null && pair.access !== '' && !endsSoon(pair, context)) return pair.access
  return (await renewed(owner, pair?.access ?? null, context)).access
}

function renewed(owner: TokenOwner, spent: string | null, context: ProviderContext): Promise<TokenPair> {
  return context.tokens.renew(owner, spent, (refresh) =>
    ask(`/renew?stall=${owner.shop}&refresh=${refresh}`, context.values.FAIR_URL ?? ''),
  )
}

function endsSoon({ access_expires_at }: TokenPair, { clock }: ProviderContext): boolean {
  return access_expires_at !== null && Date.parse(access_expires_at) - clock.now() < EARLY_MS
}

interface Answer {
  stall: string
  access: string
  refresh: string
  until: number
  refresh_until: number | null
}

async function ask(path: string, url: string): Promise<TokenPair & { stall: string }> {
  const response = await fetch(url + path).catch((cause) => {
    throw new NotSent('fair-unreachable', 'The fair cannot be reached.', { cause })
  })
  if (!response.ok) throw new ProviderError('fair-refused', `The fair gives no token: ${response.status}.`)
  const { access, refresh, until, refresh_until, stall } = (await response.json()) as Answer
  const ends = refresh_until === null ? null : new Date(refresh_until).toISOString()
  return { stall, access, refresh, access_expires_at: new Date(until).toISOString(), refresh_expires_at: ends }
}

export const FAIR_AUTH: AuthSide = {
  url: async (_settings, { values }) => `${values.FAIR_URL}/gate?back=here`,
  async exchange(_settings, { code }, context) {
    const { stall, ...pair } = await ask(`/consent?code=${code}`, context.values.FAIR_URL ?? '')
    return [{ owner: ownerOf(stall, context), pair }]
  },
  owners: async ({ shops }: SourceSettings, context) => shops.map((stall) => ownerOf(stall, context)),
  async renew(_settings, owner, context) {
    const pair = await context.tokens.current(owner)
    return renewed(owner, pair?.access ?? null, context)
  },
  consentEnd: async (_settings, _owner, { values }) => values.FAIR_CONSENT ?? null,
}
