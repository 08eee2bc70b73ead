import type { JsonObject } from '../../../src/model/json.ts'
import type { Provider } from '../../../src/model/provider.ts'
import { wareRows } from '../bazaar/facts.ts'
import { createFair, FAIR } from './source.ts'
import { FAIR_AUTH } from './tokens.ts'

const [SAMPLE] = wareRows({ shop: 'north', id: 'hat', name: 'Hat', tags: ['felt'], lines: ['Warm.'], price: '1.50' })

/** A source that is open to those who have tokens, and that ends its reads early where it has to. */
const fair: Provider = {
  name: 'fair',
  title: 'Fair',
  variables: [
    { name: 'FAIR_URL', purpose: 'where it is', required: true, is: 'url' },
    { name: 'FAIR_ACCESS_TOKEN', purpose: 'access token', secret: true },
    { name: 'FAIR_REFRESH_TOKEN', purpose: 'refresh token', secret: true },
    { name: 'FAIR_CONSENT', purpose: 'when the consent ends' },
  ],
  source: {
    settings: {
      type: 'object',
      additionalProperties: false,
      required: ['stalls'],
      properties: { stalls: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
    },
    parse: ({ stalls = [] }) => ({ shops: stalls as string[], options: {} }),
    sample: { ...SAMPLE, size: 'S', size_tags: ['small'], updated: '2026-11-21' } as JsonObject,
    facts: FAIR,
    scaffold: ({ shops }) => ({
      section: `fair:\n  stalls: [${(shops.length > 0 ? shops : ['north', 'south']).join(', ')}]\n`,
      fields: [{ name: 'Title', holds: 'text', from: 'name', write: 'always' }],
    }),
    open: async (_settings, context) => createFair(context),
  },
  auth: FAIR_AUTH,
}

export default fair
