/** Where a value comes from, and when it is written. */
const RULE = {
  from: { $ref: '#/$defs/from' },
  value: { $ref: '#/$defs/value' },
  write: { $ref: '#/$defs/write' },
  clear: { $ref: '#/$defs/clear' },
}

/** specs/attributes.yaml but for what the target says of its types and fields. */
export const ATTRIBUTES = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'AttributesFile',
  description: 'specs/attributes.yaml: which target attribute gets which source value.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'attributes'],
  properties: {
    version: {
      description: "Version of this file's format.",
      const: 1,
    },
    attributes: {
      description: 'One entry per attribute, by its label in the target.',
      type: 'object',
      additionalProperties: {
        $ref: '#/$defs/attribute',
      },
    },
    variants: {
      description: 'The same for what is written within a resource, such as the variants of a product.',
      type: 'object',
      additionalProperties: {
        $ref: '#/$defs/attribute',
      },
    },
  },
  $defs: {
    from: {
      description: 'JMESPath over the catalogue item, such as item_name or bullet_points[0].',
      type: 'string',
      minLength: 1,
    },
    value: {
      description: 'A fixed value; {today}, {scope} and others are filled in.',
      type: ['string', 'number', 'boolean'],
      minLength: 1,
    },
    write: {
      description: 'When the value is written.',
      enum: ['always', 'if-empty', 'if-new', 'on-change', 'never'],
    },
    clear: {
      description: 'true: an empty source value clears the target.',
      type: 'boolean',
      default: false,
    },
    ownField: {
      description: "One of the product's own fields: the target defines its name and type.",
      type: 'object',
      additionalProperties: false,
      required: ['write'],
      properties: {
        ...RULE,
      },
    },
    attribute: {
      type: 'object',
      additionalProperties: false,
      required: ['write'],
      properties: {
        name: {
          description: 'Display name; the target derives the label from it.',
          type: 'string',
          minLength: 1,
        },
        type: {
          description: "The target's type of the attribute.",
          'x-expected': 'a type of attribute that can be written',
          type: 'string',
        },
        options: {
          description: 'Allowed values of a choice.',
          type: 'array',
          minItems: 1,
          maxItems: 1000,
          uniqueItems: true,
          items: {
            type: 'string',
            minLength: 1,
          },
        },
        ...RULE,
      },
    },
  },
}
