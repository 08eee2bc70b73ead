import type { JsonSchema } from '../../model/provider.ts'
import { usualSourceSettings } from '../../model/usual-source-settings.ts'
import { STATUSES } from './statuses.ts'

export const DEFAULT_STATUSES = ['ACTIVATE', 'SELLER_DEACTIVATED']

/** Of one entry under `source.tiktok-shop`. */
export const SETTINGS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['region'],
  properties: {
    region: {
      description: 'The market of the shop, as its authorisation names it.',
      type: 'string',
      pattern: '^[A-Z]{2}$',
      'x-expected': 'a code of two capital letters, such as ID',
    },
    shop: {
      description: 'What the shop is called in exports, plans and overrides; its region unless it is said here.',
      type: 'string',
      pattern: '^[\\p{L}\\p{N}_.-]+$',
      'x-expected': 'letters, digits and the signs _ . -',
    },
    statuses: {
      description: 'Statuses of the products that are read; all others count as not there.',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: [...STATUSES] },
      default: DEFAULT_STATUSES,
    },
    calls_per_day: {
      description: 'Calls that may be made for the shop in a day (from 00:00 UTC).',
      type: 'integer',
      minimum: 1,
    },
    ...usualSourceSettings('p16-oec-sg.ibyteimg.com'),
  },
}
