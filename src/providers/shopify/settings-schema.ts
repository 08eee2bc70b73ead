import type { JsonSchema } from '../../model/provider.ts'
import { VERSION, VERSIONS } from './versions.ts'

export const DEFAULT_METAFIELDS = ['custom.*']

/** What source and target say alike. */
const SHOP_SETTINGS = {
  shop: {
    description: 'The shop: the name in front of ".myshopify.com".',
    type: 'string',
    pattern: '^[A-Za-z0-9][A-Za-z0-9-]*(\\.myshopify\\.com)?$',
    'x-expected': 'a name such as my-store, or my-store.myshopify.com',
  },
  api_version: {
    description: 'The version of the Admin API; each is served for a year.',
    enum: [...VERSIONS],
    default: VERSION,
  },
} as const

/** Of one entry under `source.shopify`. */
export const SOURCE_SETTINGS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['shop'],
  properties: {
    ...SHOP_SETTINGS,
    query: {
      description: "Which products are read, in the words of Shopify's search, such as status:active; none: all.",
      type: 'string',
      minLength: 1,
    },
    metafields: {
      description: 'Metafields that are read of products and variants: NAMESPACE.KEY, or NAMESPACE.* for all of one.',
      type: 'array',
      items: {
        type: 'string',
        pattern: '^[A-Za-z0-9$:_-]{2,255}\\.([A-Za-z0-9_-]{2,64}|\\*)$',
        'x-expected': 'NAMESPACE.KEY or NAMESPACE.*, such as custom.material',
      },
      default: DEFAULT_METAFIELDS,
    },
    max_age: {
      description: 'An older export gives a warning.',
      type: 'string',
      pattern: '^[1-9][0-9]{0,5}[mhd]$',
      default: '24h',
      'x-expected': 'a duration such as 90m, 24h or 7d',
    },
    image_hosts: {
      description: 'Hosts that images may come from; none: any.',
      type: 'array',
      items: { type: 'string', pattern: '^[a-z0-9.-]+$', 'x-expected': 'a host such as cdn.shopify.com' },
      default: [],
    },
  },
}
