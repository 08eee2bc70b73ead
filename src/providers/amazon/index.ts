import type { Provider } from '../../model/provider.ts'
import { ask } from './ask.ts'
import { AMAZON_FACTS } from './facts.ts'
import { KNOWN_FORMS } from './known-forms.ts'
import { marketplaceCode } from './marketplaces.ts'
import { pageOf } from './page-of.ts'
import { SAMPLE } from './sample.ts'
import { scaffold } from './scaffold.ts'
import { check, parse, SETTINGS } from './settings.ts'

/** Amazon's catalogue, by the Selling Partner API. */
const amazon: Provider = {
  name: 'amazon',
  title: 'Amazon',
  variables: [
    { name: 'SP_API_CLIENT_ID', purpose: 'Login with Amazon: client id of the application', required: true },
    { name: 'SP_API_CLIENT_SECRET', purpose: 'Login with Amazon: client secret', required: true, secret: true },
    {
      name: 'SP_API_REFRESH_TOKEN',
      purpose: 'Login with Amazon: refresh token of the seller',
      required: true,
      secret: true,
    },
    { name: 'SP_API_URL', purpose: "endpoint; default: that of the marketplace's region", is: 'url' },
    { name: 'SP_API_LWA_URL', purpose: 'base of the token endpoint', default: 'https://api.amazon.com', is: 'url' },
  ],
  source: {
    settings: SETTINGS,
    parse,
    check,
    sample: SAMPLE,
    facts: AMAZON_FACTS,
    shopOf: (name) => marketplaceCode(name.toUpperCase()),
    pageOf,
    ask,
    files: {
      known: KNOWN_FORMS,
      encodings: (shop) => (shop === 'JP' ? ['shift_jis'] : []),
      read: async (value, shop) => (await import('./forms.ts')).readAmazonFile(value, shop),
    },
    scaffold,
    firstStep: ({ brand }) => (brand === undefined ? 'write your brands into sync.yaml' : null),
    async open(_settings, { values, tokens: _, ...context }) {
      const { createAmazonSource } = await import('./source.ts')
      const credentials = {
        clientId: values.SP_API_CLIENT_ID ?? '',
        clientSecret: values.SP_API_CLIENT_SECRET ?? '',
        refreshToken: values.SP_API_REFRESH_TOKEN ?? '',
        apiUrl: values.SP_API_URL ?? null,
        lwaUrl: values.SP_API_LWA_URL ?? '',
      }
      return createAmazonSource({ credentials, ...context })
    },
  },
}

export default amazon
