import type { JsonSchema } from '../../model/provider.ts'
import { usualSourceSettings } from '../../model/usual-source-settings.ts'
import { COMMON_COLUMNS } from './common-columns.ts'

const LABEL = { type: 'string', pattern: '^[^\\s.]+$', 'x-expected': "an attribute's label, such as material" }

const FILTER: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['field', 'operator'],
  properties: {
    field: {
      description: 'What is compared: sku, label, gtin, status, created, modified, categories or attributes.LABEL.',
      type: 'string',
      minLength: 1,
    },
    operator: {
      description: 'How, in the words of searches: eq, !eq, like, in, !in, gt, gte, lt, lte, exists or !exists.',
      type: 'string',
      minLength: 1,
    },
    value: {
      description: 'What with; not for exists and !exists.',
      type: ['string', 'number', 'boolean', 'array'],
      items: { type: 'string' },
    },
  },
}

/** Of one entry under `source.plytix`. */
export const SOURCE_SETTINGS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    filters: {
      description:
        'Which products are read: all conditions must hold; of lists of conditions one, in which all hold. None: every product.',
      type: 'array',
      items: { anyOf: [FILTER, { type: 'array', minItems: 1, items: FILTER }] },
      default: [],
    },
    families: {
      description:
        "Names or ids of product families, of which one must be the product's. None: any. It takes one more call for each product.",
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', minLength: 1 },
      default: [],
    },
    attributes: {
      description: 'Labels of the attributes that are read. Default: all of them.',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: LABEL,
    },
    columns: {
      description:
        'Which attribute fills a common name, such as brand: manufacturer. Default: the one with that label.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(COMMON_COLUMNS.map((name) => [name, LABEL])),
    },
    galleries: {
      description:
        'Labels of the media attributes that hold the images, in this order. Default: every gallery, by label.',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: LABEL,
    },
    hierarchy: {
      description:
        'Label or name of the relationship from a parent to its children, beside the variants that Plytix knows.',
      type: 'string',
      minLength: 1,
      default: 'amazon_hierarchy',
    },
    ...usualSourceSettings('files.plytix.com'),
  },
}
