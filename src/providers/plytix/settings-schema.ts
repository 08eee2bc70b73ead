import type { JsonSchema } from '../../model/provider.ts'

/** Of what stands under `target.plytix`. */
export const SETTINGS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    sku: {
      description: "Template of the products' SKU, with {marketplace} and {asin}.",
      type: 'string',
      minLength: 1,
      default: 'AMZN-{marketplace}-{asin}',
    },
    family: {
      description: 'Name or id of the product family given to products made here.',
      type: 'string',
      minLength: 1,
    },
    gallery: {
      description: 'Label of the media gallery that holds the images.',
      type: 'string',
      pattern: '^[a-z0-9_]+$',
      default: 'amazon_images',
      'x-expected': 'a label: lower-case letters, digits and _, such as amazon_images',
    },
    reading: {
      description:
        'How plans read the account: in full, by what changed since the last read, or auto: by changes once "sync doctor --probe" has found that the account tells of every change.',
      enum: ['auto', 'full', 'changes'],
      default: 'auto',
    },
    full_read_every: {
      description: 'How old the last full read may be for plans to read only what changed since.',
      type: 'string',
      pattern: '^[1-9][0-9]{0,5}[mhd]$',
      default: '7d',
      'x-expected': 'a duration such as 90m, 24h or 7d',
    },
    canonical: {
      description: 'How canonical products are recognised and matched.',
      type: 'object',
      additionalProperties: false,
      properties: {
        exclude_sku_prefixes: {
          description: 'Products whose SKU begins so are not canonical.',
          type: 'array',
          items: {
            type: 'string',
            minLength: 1,
          },
          default: ['AMZN-'],
        },
        identifiers: {
          description: 'Columns that hold a GTIN, EAN or UPC.',
          type: 'array',
          items: {
            type: 'string',
            pattern: '^(gtin|attributes\\.[^\\s.]+)$',
            'x-expected': 'gtin or attributes.LABEL',
          },
          default: ['gtin', 'attributes.upc', 'attributes.ean'],
        },
        match: {
          description: 'Ways to match listings that no identifier and no model number matches.',
          type: 'object',
          additionalProperties: false,
          properties: {
            model_fallbacks: {
              description:
                'A variation parent without a model number is matched by its part number, its style, or the style of most of its children.',
              type: 'boolean',
              default: true,
            },
            model_size: {
              description: 'A listing is matched by {model}-{width}-{size}; such a match is marked as a guess.',
              type: 'boolean',
              default: false,
            },
          },
        },
      },
    },
  },
}
