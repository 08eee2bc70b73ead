import { amazon } from './amazon/options-schema.ts'
import { plytix } from './plytix/options-schema.ts'
import { flag, object } from './schema-parts.ts'
import { shopee } from './shopee/options-schema.ts'
import { shopify } from './shopify/options-schema.ts'
import { tiktokShop } from './tiktok-shop/options-schema.ts'

/** What is sold on both marketplaces. */
const market = object({ invalid: { type: 'number', minimum: 0, maximum: 1 }, shopeeCodes: flag })

/** What can be said in a file: everything of the simulators' options but functions, clocks and ports. */
export const OPTIONS_SCHEMA = object({ plytix, amazon, market, shopee, shopify, 'tiktok-shop': tiktokShop })
