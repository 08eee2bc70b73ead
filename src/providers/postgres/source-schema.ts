import type { JsonSchema } from '../../model/provider.ts'
import { STATUSES } from './names.ts'
import { CONNECTION } from './settings-schema.ts'

export const DEFAULT_STATUSES = ['active']

/** Of one entry under `source.postgres`. */
export const SOURCE: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...CONNECTION,
    status: {
      description: 'Statuses of the products that are read; all others count as not there.',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: [...STATUSES] },
      default: DEFAULT_STATUSES,
    },
    prices: {
      description:
        'Whose prices count as what is asked now: PLATFORM, or PLATFORM/SHOP, as mappings have them. A lower one than that of the catalogue is a sale price; without it there are none.',
      type: 'string',
      pattern: '^[^/\\s][^/]*(?:/.+)?$',
      'x-expected': 'PLATFORM or PLATFORM/SHOP',
    },
    image_hosts: {
      description: 'Hosts that images may come from; none: any.',
      type: 'array',
      items: { type: 'string', pattern: '^[a-z0-9.-]+$', 'x-expected': 'a host such as cdn.example.com' },
      default: [],
    },
  },
}
