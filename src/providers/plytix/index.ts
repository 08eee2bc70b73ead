import type { Provider, ProviderContext } from '../../model/provider.ts'
import { ATTRIBUTES } from './attribute-form.ts'
import { check } from './check.ts'
import { scaffold } from './scaffold.ts'
import { parse, SETTINGS } from './settings.ts'
import { SOURCE_FACTS } from './source-facts.ts'
import { SOURCE_SAMPLE } from './source-sample.ts'
import { scaffoldSource } from './source-scaffold.ts'
import { SOURCE_SETTINGS } from './source-schema.ts'
import { checkSource, parseSource } from './source-settings.ts'

/** A Plytix account, by its API: to be read, or kept. */
const plytix: Provider = {
  name: 'plytix',
  title: 'Plytix',
  variables: [
    { name: 'PLYTIX_API_KEY', purpose: 'API key of the account', required: true, secret: true },
    { name: 'PLYTIX_API_PASSWORD', purpose: 'its password', required: true, secret: true },
    { name: 'PLYTIX_API_URL', purpose: 'base of the API', default: 'https://pim.plytix.com', is: 'url' },
    { name: 'PLYTIX_AUTH_URL', purpose: 'base of signing in', default: 'https://auth.plytix.com', is: 'url' },
  ],
  source: {
    settings: SOURCE_SETTINGS,
    parse: parseSource,
    check: checkSource,
    sample: SOURCE_SAMPLE,
    facts: SOURCE_FACTS,
    scaffold: scaffoldSource,
    firstStep: 'put the API key of the account into the environment, and say in sync.yaml which products are read',
    async open(settings, context) {
      const { createPlytixSource } = await import('./source.ts')
      return createPlytixSource({ settings, ...lineOf(context) })
    },
  },
  target: {
    settings: SETTINGS,
    parse,
    check,
    attributes: ATTRIBUTES,
    scaffold,
    traits: async (workspace) => (await import('./traits.ts')).plytixTraits(workspace),
    async open(workspace, context) {
      const { createPlytixTarget } = await import('./target.ts')
      return createPlytixTarget({ workspace, ...lineOf(context) })
    },
  },
}

/** What both sides call the account with. */
function lineOf({ values, ...context }: ProviderContext) {
  return {
    apiKey: values.PLYTIX_API_KEY ?? '',
    apiPassword: values.PLYTIX_API_PASSWORD ?? '',
    ...(values.PLYTIX_API_URL && { apiUrl: values.PLYTIX_API_URL }),
    ...(values.PLYTIX_AUTH_URL && { authUrl: values.PLYTIX_AUTH_URL }),
    ...context,
  }
}

export default plytix
