import type { JsonObject } from '../../../src/model/json.ts'
import type { Provider } from '../../../src/model/provider.ts'
import { BAZAAR, wareRows } from './facts.ts'

const [SAMPLE] = wareRows({ shop: 'north', id: 'hat', name: 'Hat', tags: ['felt'], lines: ['Warm.'], price: '1.50' })

const bazaar: Provider = {
  name: 'bazaar',
  title: 'Bazaar',
  variables: [{ name: 'BAZAAR_FILE', purpose: 'file of wares', required: true }],
  source: {
    settings: {
      type: 'object',
      additionalProperties: false,
      required: ['stalls'],
      properties: {
        stalls: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', minLength: 1 } },
      },
    },
    parse: ({ stalls = [] }) => ({ shops: stalls as string[], options: {} }),
    sample: { ...SAMPLE, size: 'S', size_tags: ['small'] } as JsonObject,
    facts: BAZAAR,
    scaffold: ({ shops }) => ({
      section: `bazaar:\n  stalls: [${(shops.length > 0 ? shops : ['north', 'south']).join(', ')}]\n`,
      fields: [{ name: 'Title', holds: 'text', from: 'name', write: 'always' }],
    }),
    open: async (_settings, { values }) => (await import('./source.ts')).createBazaar(values.BAZAAR_FILE ?? ''),
  },
}

export default bazaar
