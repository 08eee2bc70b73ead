import type { JsonSchema } from '../../model/provider.ts'
import { MARKETPLACE_CODES } from './marketplaces.ts'

const MARKETPLACE = {
  description: "Amazon's code of a country; GB is taken as UK.",
  type: 'string',
  'x-expected': 'a marketplace code',
  enum: MARKETPLACE_CODES,
}

const REF = { $ref: '#/$defs/marketplace' }

/** Of one entry under `source.amazon`. */
export const SETTINGS: JsonSchema = {
  $defs: { marketplace: MARKETPLACE },
  type: 'object',
  additionalProperties: false,
  required: ['marketplace'],
  properties: {
    marketplace: {
      description: 'One marketplace code or a list.',
      type: ['string', 'array'],
      if: {
        type: 'string',
      },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: REF,
      items: REF,
      minItems: 1,
      uniqueItems: true,
    },
    brands: {
      description: 'Brands to look for; a plain text is a brand without aliases.',
      type: 'array',
      items: {
        type: ['string', 'object'],
        minLength: 1,
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: {
            type: 'string',
            minLength: 1,
          },
          aliases: {
            description: 'Other spellings of the same brand.',
            type: 'array',
            items: {
              type: 'string',
              minLength: 1,
            },
          },
        },
      },
    },
    include_parents: {
      description: 'Also read the variation parents that the search did not return.',
      type: 'boolean',
      default: true,
    },
    lookup_gtins: {
      description: "Also ask Amazon for the codes of the target's products; auto: when a search was cut off.",
      enum: [true, false, 'auto'],
      default: 'auto',
    },
    seller_id: {
      description: 'Enables the listings report as a further way to find ASINs.',
      type: 'string',
      pattern: '^[A-Z0-9]{8,20}$',
      'x-expected': 'a seller id such as A2XXXXXXXXXXXX',
    },
    asins: {
      description: 'Listings to read whatever their brand.',
      type: 'array',
      items: {
        type: 'string',
        pattern: '^[A-Z0-9]{10}$',
        'x-expected': 'an ASIN: ten upper-case letters and digits',
      },
    },
    max_age: {
      description: 'An older export gives a warning.',
      type: 'string',
      pattern: '^[1-9][0-9]{0,5}[mhd]$',
      default: '24h',
      'x-expected': 'a duration such as 90m, 24h or 7d',
    },
    image_hosts: {
      description: 'Hosts that images may come from.',
      type: 'array',
      minItems: 1,
      items: {
        type: 'string',
        pattern: '^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
        'x-expected': 'a host name in lower case, such as m.media-amazon.com',
      },
      default: ['m.media-amazon.com', 'images-na.ssl-images-amazon.com'],
    },
    rollout: {
      description: 'When styles are named, everything outside is counted and never planned.',
      type: 'object',
      additionalProperties: false,
      properties: {
        styles: {
          type: 'array',
          items: {
            type: 'string',
            minLength: 1,
          },
        },
      },
    },
  },
}
