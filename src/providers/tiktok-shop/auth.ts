import { ConfigError } from '../../model/errors.ts'
import type { Granted, ProviderContext } from '../../model/provider.ts'
import type { SourceSettings } from '../../model/settings.ts'
import type { TokenOwner, TokenPair } from '../../model/tokens.ts'
import { credentialsOf, ownerOf } from './credentials.ts'
import { askForTokens } from './token-calls.ts'
import { Transport } from './transport.ts'

/** Where sellers consent (contract, 1): by the app's key, which the program knows; Partner Center shows another by service id. */
const CONSENT = 'https://auth.tiktok-shops.com/oauth/authorize'

/** Where the seller consents; that leads to the address that the app names, with the code in it. */
export async function consentUrl(_settings: SourceSettings, { values }: ProviderContext): Promise<string> {
  const url = new URL(CONSENT)
  // Nobody listens at the address that the consent leads to, so that the state is no secret.
  url.search = new URLSearchParams({ app_key: credentialsOf(values).appKey, state: 'catalog-sync' }).toString()
  return url.href
}

/** The tokens that a consent's code brings; it is good once. They cover every shop of the seller. @throws SyncError */
export async function exchangeCode(
  settings: SourceSettings,
  { code }: { code: string; shop: string | null },
  context: ProviderContext,
): Promise<Granted[]> {
  if (code.trim() === '') {
    throw new ConfigError('usage', 'The code of the consent is empty.', {
      hints: ['It stands behind code= in the address to which the consent led.'],
    })
  }
  const credentials = credentialsOf(context.values)
  return withTransport(context, async (transport) => {
    const grant = { auth_code: code.trim(), grant_type: 'authorized_code' } as const
    return [{ owner: ownerOf(credentials, settings.account), pair: await askForTokens(transport, credentials, grant) }]
  })
}

export async function owners(settings: SourceSettings, { values }: ProviderContext): Promise<TokenOwner[]> {
  return [ownerOf(credentialsOf(values), settings.account)]
}

/** Renews now, whatever the age of the tokens. @throws SyncError */
export async function renew(
  _settings: SourceSettings,
  owner: TokenOwner,
  context: ProviderContext,
): Promise<TokenPair> {
  const { tokens, values } = context
  const spent = (await tokens.current(owner))?.access ?? null
  return withTransport(context, (transport) =>
    tokens.renew(owner, spent === '' ? null : spent, async (refresh_token) => {
      const grant = { refresh_token, grant_type: 'refresh_token' } as const
      return askForTokens(transport, credentialsOf(values), grant)
    }),
  )
}

async function withTransport<T>(context: ProviderContext, run: (transport: Transport) => Promise<T>): Promise<T> {
  const { appSecret } = credentialsOf(context.values)
  context.secrets.add(appSecret)
  const transport = new Transport(context)
  try {
    return await run(transport)
  } finally {
    await transport.close()
  }
}
