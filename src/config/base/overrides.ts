/** specs/overrides/*.yaml but for what sources say of their ids. */
export const OVERRIDES = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'OverridesFile',
  description: 'specs/overrides/*.yaml: what people decided about single listings.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'overrides'],
  properties: {
    version: {
      description: "Version of this file's format.",
      const: 1,
    },
    overrides: {
      description: 'By id, for every shop, by SHOP/ID for one, or by SOURCE/SHOP/ID.',
      type: 'object',
      additionalProperties: {
        $ref: '#/$defs/override',
      },
    },
  },
  $defs: {
    override: {
      type: 'object',
      additionalProperties: false,
      properties: {
        canonical: {
          description: 'SKU of the canonical product, or none: linked to nothing on purpose.',
          type: 'string',
          pattern: '^\\S(.*\\S)?$',
          'x-expected': 'a SKU without spaces around it, or none',
        },
        ignore: {
          description: 'true: never created, never touched.',
          type: 'boolean',
          default: false,
        },
        reason: {
          description: 'Why, for the people who come after you.',
          type: 'string',
          minLength: 1,
        },
        parent: {
          description: 'Id of the variation parent, whatever the source says, or none.',
          type: 'string',
        },
        attributes: {
          description: "Values that stand instead of the source's, by key of specs/attributes.yaml.",
          type: 'object',
          additionalProperties: {
            $ref: '#/$defs/value',
          },
        },
        keep: {
          description: 'Keys of specs/attributes.yaml that people own on this product: never written, never drift.',
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: {
            type: 'string',
            minLength: 1,
          },
        },
        images: {
          $ref: '#/$defs/images',
        },
      },
    },
    value: {
      type: ['string', 'number', 'boolean', 'array'],
      'x-text': true,
      minLength: 1,
      minItems: 1,
      items: {
        type: ['string', 'number', 'boolean'],
        'x-text': true,
        minLength: 1,
        'x-expected': 'text',
      },
      'x-expected': 'a value or a list of values',
    },
    images: {
      description: "What to show instead of the source's choice; images are named by their slot.",
      type: 'object',
      additionalProperties: false,
      properties: {
        exclude: {
          description: 'Slots whose image is never shown.',
          $ref: '#/$defs/slots',
        },
        order: {
          description: 'Slots shown first, in this order; the others follow.',
          $ref: '#/$defs/slots',
        },
        main: {
          description: 'The slot whose image stands in for MAIN.',
          $ref: '#/$defs/slot',
        },
      },
    },
    slots: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {
        $ref: '#/$defs/slot',
      },
    },
    slot: {
      type: 'string',
    },
  },
}
