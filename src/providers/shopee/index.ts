import type { Provider } from '../../model/provider.ts'
import { SHOPEE_FACTS } from './facts.ts'
import { ownerOf } from './owner.ts'
import { SAMPLE } from './sample.ts'
import { scaffold } from './scaffold.ts'
import { parse } from './settings.ts'
import { SETTINGS } from './settings-schema.ts'
import { ask } from './wants.ts'

/** Shops on Shopee, by the Open Platform API v2. */
const shopee: Provider = {
  name: 'shopee',
  title: 'Shopee',
  variables: [
    { name: 'SHOPEE_PARTNER_ID', purpose: 'partner id of the app', required: true },
    {
      name: 'SHOPEE_PARTNER_KEY',
      purpose: 'partner key of the app, as it stands in the console',
      required: true,
      secret: true,
    },
    { name: 'SHOPEE_SHOP_ID', purpose: 'shop that the two tokens are of; default: any' },
    { name: 'SHOPEE_ACCESS_TOKEN', purpose: 'access token to begin with; "sync auth shopee" gets one', secret: true },
    { name: 'SHOPEE_REFRESH_TOKEN', purpose: 'refresh token to begin with, good for one use', secret: true },
    {
      name: 'SHOPEE_API_URL',
      purpose: 'base of the API, by where this machine runs',
      default: 'https://partner.shopeemobile.com',
      is: 'url',
    },
    {
      name: 'SHOPEE_REDIRECT_URL',
      purpose: 'where a consent leads the seller, as the app in the console has it',
      default: 'https://localhost',
      is: 'url',
    },
  ],
  // The end of a consent comes with what the source's own check asks for.
  auth: {
    url: async (_settings, context) => (await import('./auth.ts')).consentPage(context),
    exchange: async (settings, consent, context) =>
      (await import('./auth.ts')).exchangeCode(settings, consent, context),
    owners: async ({ shops }, { values }) => shops.map((shop) => ownerOf(shop, values)),
    renew: async (settings, owner, context) => (await import('./auth.ts')).renewNow(settings, owner, context),
  },
  signing: {
    explain: async ({ shop, at }, context) => (await import('./explain-sign.ts')).explainCalls(shop, at, context),
  },
  source: {
    settings: SETTINGS,
    parse,
    sample: SAMPLE,
    facts: SHOPEE_FACTS,
    ask,
    scaffold,
    firstStep: 'write the id and the market of your shop on Shopee into sync.yaml',
    async open(settings, context) {
      const { createShopeeSource } = await import('./source.ts')
      return createShopeeSource({ settings, ...context })
    },
  },
}

export default shopee
