/** sync.yaml but for what providers say of their own settings. */
export const SYNC = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'SyncFile',
  description: 'sync.yaml: what to reconcile.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'scope', 'source', 'target'],
  properties: {
    version: {
      description: "Version of this file's format.",
      const: 1,
    },
    scope: {
      description: 'Names what this workspace owns; another brand in the same account has another scope.',
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9-]*$',
      maxLength: 60,
      'x-expected': 'lower-case letters, digits and hyphens, such as twisted-x',
    },
    source: {
      description: 'Where desired values come from.',
      type: 'object',
    },
    target: {
      description: 'Where they end up.',
      type: 'object',
    },
    relationships: {
      description: 'The relationships that this program writes.',
      type: 'object',
      additionalProperties: false,
      properties: {
        hierarchy: {
          description: 'Variation parent to child.',
          $ref: '#/$defs/relationship',
        },
        listings: {
          description: 'Canonical product to its listings.',
          $ref: '#/$defs/relationship',
        },
        exclusive: {
          description: 'true: every link to products of this scope in these relationships is managed here.',
          type: 'boolean',
          default: false,
        },
      },
    },
    images: {
      $ref: '#/$defs/images',
    },
    policy: {
      $ref: '#/$defs/policy',
    },
  },
  $defs: {
    percent: {
      type: ['string', 'number'],
      pattern: '^(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?) ?%?$',
      minimum: 0,
      maximum: 100,
      'x-expected': 'a percentage from 0 to 100, such as 80%',
    },
    relationship: {
      type: ['string', 'object'],
      minLength: 1,
      additionalProperties: false,
      required: ['name'],
      properties: {
        label: {
          type: 'string',
          minLength: 1,
        },
        name: {
          type: 'string',
          minLength: 1,
        },
      },
    },
    images: {
      description: 'How images are named and shown.',
      type: 'object',
      additionalProperties: false,
      properties: {
        name: {
          description: 'Template of the file name, with {id} and {ext}.',
          type: 'string',
          minLength: 1,
          default: '{id}.{ext}',
        },
        recognise: {
          description: 'File names that older tools gave to the same image, with {id} and *.',
          type: 'array',
          items: {
            type: 'string',
            minLength: 1,
          },
        },
        max_per_product: {
          type: 'integer',
          minimum: 1,
          maximum: 300,
          default: 50,
        },
        thumbnail_fallback: {
          description: 'What a product without a MAIN image shows: nothing, or its first image.',
          enum: ['none', 'first'],
          default: 'none',
        },
      },
    },
    policy: {
      description: 'What may be written, and how carefully.',
      type: 'object',
      additionalProperties: false,
      properties: {
        create_definitions: {
          description: 'false: missing attributes and relationships are an error that says where to make them.',
          type: 'boolean',
          default: true,
        },
        unmatched: {
          description: 'What happens to a listing without a canonical product.',
          enum: ['create', 'skip', 'flag'],
          default: 'create',
        },
        on_unadopted: {
          description: 'Values of products without a baseline that differ from the source.',
          enum: ['keep', 'overwrite'],
          default: 'keep',
        },
        on_drift: {
          description: 'A person changed a managed value in the target.',
          enum: ['report', 'overwrite'],
          default: 'report',
        },
        on_gone: {
          description: 'Listings that two complete exports no longer have.',
          enum: ['report', 'mark', 'archive', 'delete'],
          default: 'report',
        },
        prune: {
          description: 'Which kinds of our own, gone from the source, may be removed.',
          type: 'object',
          additionalProperties: false,
          properties: {
            links: {
              type: 'boolean',
              default: false,
            },
            images: {
              type: 'boolean',
              default: false,
            },
            products: {
              type: 'boolean',
              default: false,
            },
            variants: {
              description: 'Variants within products that stay.',
              type: 'boolean',
              default: false,
            },
          },
        },
        max_delete_percent: {
          $ref: '#/$defs/percent',
          default: 5,
        },
        max_export_drop_percent: {
          description: 'A smaller export than this allows ends the plan; measured against the account.',
          $ref: '#/$defs/percent',
          default: 20,
        },
        max_change_percent: {
          description:
            'More of the owned products changed or cleared than this, from 20 on, and the plan is not applied.',
          $ref: '#/$defs/percent',
          default: 30,
        },
        max_invalid_percent: {
          description: 'More items rejected by specs/quality.yaml than this, of all, and the plan is not applied.',
          $ref: '#/$defs/percent',
          default: 20,
        },
        quota_share: {
          description: "How much of the account's API windows this program may use.",
          $ref: '#/$defs/percent',
          default: '100%',
        },
        baseline: {
          description:
            'Where it is kept what was last written: account, in an attribute of each product; local, in state/, for accounts that cut long texts.',
          enum: ['account', 'local'],
          default: 'account',
        },
      },
    },
  },
}
