import type { JsonSchema } from '../../model/provider.ts'

/** Where a catalogue is, and whose products are meant; the same for a source and for a target. */
export const CONNECTION = {
  url_env: {
    description:
      "The variable that holds the database's URL. Without a value the catalogue is kept in a folder of the workspace's state.",
    type: 'string',
    pattern: '^[A-Z][A-Z0-9_]*$',
    default: 'DATABASE_URL',
  },
  schema: {
    description: 'The schema of the tables.',
    type: 'string',
    pattern: '^[a-z_][a-z0-9_]{0,62}$',
    default: 'catalog',
  },
  organisation: {
    description: 'Whose products these are; several organisations can share the tables.',
    type: 'string',
    pattern: '^[A-Za-z0-9_.-]{1,60}$',
    default: 'default',
  },
}

/** Of what stands under `target.postgres`. */
export const SETTINGS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...CONNECTION,
    sku: {
      description: 'Template of the SKUs of master products: {sku}, or {source}, {shop} and {id}.',
      type: 'string',
      minLength: 1,
      default: '{sku}',
    },
    pool: {
      description: 'Connections to the server.',
      type: 'object',
      additionalProperties: false,
      properties: {
        max: {
          description: 'How many at most.',
          type: 'integer',
          minimum: 2,
          maximum: 20,
          default: 5,
        },
      },
    },
  },
}
