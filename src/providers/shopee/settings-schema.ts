import type { JsonSchema } from '../../model/provider.ts'
import { usualSourceSettings } from '../../model/usual-source-settings.ts'
import { REGION_CODES } from './regions.ts'
import { STATUSES } from './statuses.ts'

export const DEFAULT_STATUSES = ['NORMAL', 'UNLIST']

/** Of one entry under `source.shopee`. */
export const SETTINGS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['shop_id', 'region'],
  properties: {
    shop_id: {
      description: "Shopee's id of the shop, as its authorisation names it.",
      type: 'integer',
      minimum: 1,
      maximum: 4294967295,
    },
    region: {
      description: 'The market of the shop; it decides the currency of its prices.',
      enum: REGION_CODES,
    },
    statuses: {
      description: 'States of items that are read; all others count as not there.',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: [...STATUSES] },
      default: DEFAULT_STATUSES,
    },
    calls_per_day: {
      description: 'Calls that may be made in a day of the app (from 00:00 UTC+8), all of its shops together.',
      type: 'integer',
      minimum: 1,
    },
    ...usualSourceSettings('down-id.img.susercontent.com'),
  },
}
