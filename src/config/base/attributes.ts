import { ROUNDINGS, TRANSFORMS } from '../../model/transform.ts'

/** Where a value comes from, and when it is written. */
const RULE = {
  from: { $ref: '#/$defs/from' },
  value: { $ref: '#/$defs/value' },
  write: { $ref: '#/$defs/write' },
  clear: { $ref: '#/$defs/clear' },
  as: { $ref: '#/$defs/as' },
  default: { $ref: '#/$defs/default' },
  compute: { $ref: '#/$defs/compute' },
  prefer: { $ref: '#/$defs/prefer' },
}

/** A number as it is written: decimals are exact. */
const decimal = (description: string) => ({
  description,
  type: ['string', 'number'],
  'x-text': true,
  pattern: '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$',
  'x-expected': 'a plain decimal, such as 1.15',
})

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
    options: {
      description:
        'What options of variants are called, in their order, and the JMESPath that each is read from; for targets whose variants have options.',
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string', minLength: 1 },
    },
  },
  $defs: {
    from: {
      description:
        'JMESPath over the catalogue item, such as item_name or bullet_points[0]; of a list the first that gives something.',
      type: ['string', 'array'],
      minLength: 1,
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', minLength: 1 },
      'x-expected': 'an expression, or a list of expressions',
    },
    as: {
      description: `What the value goes through, in this order: ${TRANSFORMS.join(', ')}.`,
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        type: ['string', 'object'],
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
        'x-expected': 'a transform such as trim or truncate(500), or map: {…}',
        properties: {
          map: {
            description: 'What stands instead of a value; "*" for all that are not named.',
            type: 'object',
            additionalProperties: { type: ['string', 'number', 'boolean'] },
          },
          split: { description: 'What parts a text.', type: 'string', minLength: 1 },
        },
      },
    },
    default: {
      description:
        'Stands where the source says nothing; it is counted, and never written over a live value. Not for money, identifiers and names.',
      type: ['string', 'number', 'boolean'],
      minLength: 1,
    },
    compute: {
      description: 'Instead of from: base x factor + add, exactly, then rounded.',
      type: 'object',
      additionalProperties: false,
      required: ['base'],
      properties: {
        base: { description: 'JMESPath over the catalogue item.', type: 'string', minLength: 1 },
        factor: decimal('What the base is multiplied by; 1 without it.'),
        add: decimal('What is added after that; 0 without it.'),
        minimum: decimal('The value is never less.'),
        round: { description: 'How it is rounded; half-up without it.', enum: [...ROUNDINGS] },
        to: {
          description: 'Decimals that are kept, 2 without it; -3 rounds to whole thousands.',
          type: 'integer',
          minimum: -9,
          maximum: 9,
        },
      },
    },
    prefer: {
      description: 'Names of sources: where several give a value, the first of these wins.',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', minLength: 1 },
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
