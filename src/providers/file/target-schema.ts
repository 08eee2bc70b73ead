import type { JsonSchema } from '../../model/provider.ts'

/** Of what stands under `target.file`. */
export const TARGET: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['path'],
  properties: {
    path: {
      description: 'The folder, relative to sync.yaml. It holds one file for each kind.',
      type: 'string',
      minLength: 1,
    },
    key: {
      description: "Template of the rows' keys, with {id}, {shop} and {source}.",
      type: 'string',
      minLength: 1,
      default: '{source}-{shop}-{id}',
    },
  },
}
