import type { JsonSchema } from '../../model/provider.ts'
import { usualSourceSettings } from '../../model/usual-source-settings.ts'
import { VERSION, VERSIONS } from './versions.ts'

export const DEFAULT_METAFIELDS = ['custom.*']

/** What source and target say alike. */
export const SHOP_SETTINGS = {
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
    ...usualSourceSettings('cdn.shopify.com'),
  },
}
