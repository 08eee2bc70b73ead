import { CHECKS, SEVERITIES } from '../../model/quality.ts'

/** A bound as it is written: decimals are exact. */
const bound = (description: string) => ({
  description,
  type: ['string', 'number'],
  'x-text': true,
  pattern: '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$',
  'x-expected': 'a plain decimal, such as 0.01',
})

/** specs/quality.yaml. */
export const QUALITY = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'QualityFile',
  description: 'specs/quality.yaml: what items must hold to be planned.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'rules'],
  properties: {
    version: {
      description: "Version of this file's format.",
      const: 1,
    },
    rules: {
      description: 'In this order; the first that rejects an item is named.',
      type: 'array',
      maxItems: 500,
      items: { $ref: '#/$defs/rule' },
    },
  },
  $defs: {
    rule: {
      type: 'object',
      additionalProperties: false,
      required: ['id', 'check', 'severity'],
      properties: {
        id: {
          description: 'Names the rule in plans and reports.',
          type: 'string',
          pattern: '^[a-z0-9][a-z0-9_-]*$',
          maxLength: 60,
          'x-expected': 'lower-case letters, digits, - and _, such as name-required',
        },
        field: {
          description: 'What is looked at: JMESPath over the item, as in from:.',
          type: 'string',
          minLength: 1,
        },
        check: {
          description: 'What it has to be.',
          enum: [...CHECKS],
        },
        severity: {
          description:
            'reject: the item is not planned. warn: it is only counted. fail: the plan is not applied until it is mended.',
          enum: [...SEVERITIES],
        },
        on: {
          description:
            'items: single and child items. parents: what groups others; with a rejected parent its group is.',
          enum: ['items', 'parents'],
          default: 'items',
        },
        matches: {
          description: 'Of pattern: a regular expression that must be met somewhere in the text.',
          type: 'string',
          minLength: 1,
          maxLength: 1000,
        },
        values: {
          description: 'Of one_of: the values that are allowed.',
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: { type: 'string' },
        },
        min: bound('Of length and range: the least.'),
        max: bound('Of length and range: the most.'),
        currency: {
          description: 'Of money: its code, such as IDR; without it what the item says.',
          type: 'string',
        },
        expression: {
          description: 'Of expression: JMESPath over the item; true is good.',
          type: 'string',
          minLength: 1,
        },
      },
    },
  },
}
