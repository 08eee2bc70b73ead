import type { Provider } from '../../model/provider.ts'
import { TIKTOK_SHOP_FACTS } from './facts.ts'
import { SAMPLE } from './sample.ts'
import { scaffold } from './scaffold.ts'
import { parse } from './settings.ts'
import { SETTINGS } from './settings-schema.ts'
import { ask } from './wants.ts'

/** Shops on TikTok Shop, in Indonesia "Tokopedia | Shop", by the Partner API. */
const tiktokShop: Provider = {
  name: 'tiktok-shop',
  title: 'TikTok Shop',
  variables: [
    { name: 'TIKTOK_SHOP_APP_KEY', purpose: 'app key, as Partner Center shows it', required: true },
    { name: 'TIKTOK_SHOP_APP_SECRET', purpose: 'app secret', required: true, secret: true },
    {
      name: 'TIKTOK_SHOP_CIPHER',
      purpose: 'which shop, where several are of one region; default: by region',
      secret: true,
    },
    {
      name: 'TIKTOK_SHOP_ACCESS_TOKEN',
      purpose: 'access token to begin with; "sync auth tiktok-shop" gets one',
      secret: true,
    },
    { name: 'TIKTOK_SHOP_REFRESH_TOKEN', purpose: 'refresh token to begin with, good for one use', secret: true },
    {
      name: 'TIKTOK_SHOP_API_URL',
      purpose: 'base of the API',
      default: 'https://open-api.tiktokglobalshop.com',
      is: 'url',
    },
    {
      name: 'TIKTOK_SHOP_AUTH_URL',
      purpose: 'base of the addresses that hand out tokens',
      default: 'https://auth.tiktok-shops.com',
      is: 'url',
    },
  ],
  source: {
    settings: SETTINGS,
    parse,
    sample: SAMPLE,
    ownNames: true,
    facts: TIKTOK_SHOP_FACTS,
    ask,
    scaffold,
    firstStep: 'write the market of your shop on TikTok Shop into sync.yaml',
    async open(settings, context) {
      const { createTikTokShopSource } = await import('./source.ts')
      return createTikTokShopSource({ settings, ...context })
    },
  },
  signing: {
    explain: async ({ at }, context) => (await import('./explain-sign.ts')).explainCalls(at, context),
  },
  auth: {
    // What searches and the list of shops need (contract, 3).
    scopes: ['seller.product.basic', 'seller.authorization.info'],
    url: async (...given) => (await import('./auth.ts')).consentUrl(...given),
    exchange: async (...given) => (await import('./auth.ts')).exchangeCode(...given),
    owners: async (...given) => (await import('./auth.ts')).owners(...given),
    renew: async (...given) => (await import('./auth.ts')).renew(...given),
  },
}

export default tiktokShop
