import type { JsonSchema } from '../../../model/provider.ts'
import { SHOP_SETTINGS } from '../settings-schema.ts'
import { GALLERY, STATUSES, USUAL_KEY, USUAL_KEY_METAFIELD } from './names.ts'

/** Of what stands under `target.shopify`. */
export const TARGET_SETTINGS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['shop'],
  properties: {
    ...SHOP_SETTINGS,
    key: {
      description: 'Template of the keys of products and variants: {id} or {sku}, with {source} and {shop}.',
      type: 'string',
      minLength: 1,
      maxLength: 200,
      default: USUAL_KEY,
    },
    key_metafield: {
      description: 'The metafield of products and variants that holds their key: NAMESPACE.KEY, of type id.',
      type: 'string',
      pattern: '^[A-Za-z0-9_-]{3,255}\\.[A-Za-z0-9_-]{2,64}$',
      default: USUAL_KEY_METAFIELD,
      'x-expected': 'NAMESPACE.KEY, such as custom.sync_key',
    },
    publish: {
      description:
        'Names of the publications, such as Online Store, in which new products are published; none: nowhere.',
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', minLength: 1 },
      default: [],
    },
    status: {
      description: 'The status of new products.',
      enum: [...STATUSES],
      default: 'DRAFT',
    },
    gallery: {
      description: 'Where images go: the media of the product.',
      enum: [GALLERY],
      default: GALLERY,
    },
    location: {
      description: 'Name or id of the location whose stock is written; null: stock is not written.',
      type: ['string', 'null'],
      minLength: 1,
      default: null,
      'x-expected': 'the name or the id of a location, or null',
    },
    collections: {
      description: 'Handles of the collections that new products are put into; they have to exist, and not be smart.',
      type: 'array',
      uniqueItems: true,
      items: {
        type: 'string',
        pattern: '^[\\p{L}\\p{M}\\p{N}]+(-[\\p{L}\\p{M}\\p{N}]+)*$',
        'x-expected': 'a handle such as winter-boots',
      },
      default: [],
    },
  },
}
