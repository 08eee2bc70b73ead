import type { Provider } from '../../model/provider.ts'
import { ATTRIBUTES } from './attribute-form.ts'
import { check } from './check.ts'
import { scaffold } from './scaffold.ts'
import { parse, SETTINGS } from './settings.ts'

/** A Plytix account, by its API. */
const plytix: Provider = {
  name: 'plytix',
  title: 'Plytix',
  variables: [
    { name: 'PLYTIX_API_KEY', purpose: 'API key of the account', required: true, secret: true },
    { name: 'PLYTIX_API_PASSWORD', purpose: 'its password', required: true, secret: true },
    { name: 'PLYTIX_API_URL', purpose: 'base of the API', default: 'https://pim.plytix.com', is: 'url' },
    { name: 'PLYTIX_AUTH_URL', purpose: 'base of signing in', default: 'https://auth.plytix.com', is: 'url' },
  ],
  target: {
    settings: SETTINGS,
    parse,
    check,
    attributes: ATTRIBUTES,
    scaffold,
    traits: async (workspace) => (await import('./traits.ts')).plytixTraits(workspace),
    async open(workspace, { values, ...context }) {
      const { createPlytixTarget } = await import('./target.ts')
      return createPlytixTarget({
        workspace,
        apiKey: values.PLYTIX_API_KEY ?? '',
        apiPassword: values.PLYTIX_API_PASSWORD ?? '',
        ...(values.PLYTIX_API_URL && { apiUrl: values.PLYTIX_API_URL }),
        ...(values.PLYTIX_AUTH_URL && { authUrl: values.PLYTIX_AUTH_URL }),
        ...context,
      })
    },
  },
}

export default plytix
