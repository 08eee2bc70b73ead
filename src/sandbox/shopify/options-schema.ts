import { count, flag, listOf, milliseconds, object, oneOf, positive, striking, text } from '../schema-parts.ts'
import { BULK_OUTCOMES } from './bulk/outcomes.ts'
import { EFFECTS, KINDS } from './faults/options.ts'

const whole = { type: 'integer', minimum: 0 }

/** Options of the Shopify simulator. */
export const shopify = object({
  products: whole,
  shop: object({ name: text, domain: text, currency: text }, ['name', 'domain', 'currency']),
  accessToken: text,
  clientId: text,
  clientSecret: text,
  installed: flag,
  appId: text,
  scopes: listOf(text),
  tokenTtl: positive,
  versions: listOf(text),
  restoreRate: positive,
  bucket: positive,
  throttle: flag,
  maxCost: count,
  pageLimit: count,
  searchDelayMs: milliseconds,
  searchLimit: count,
  asyncMs: milliseconds,
  totalInventoryLagMs: milliseconds,
  variantMatch: oneOf('options', 'id'),
  noopBumps: flag,
  html: oneOf('as-is', 'tidy'),
  taxonomy: { type: 'object', additionalProperties: text },
  variantThrottle: { ...whole, type: ['integer', 'null'] },
  latencyMs: milliseconds,
  clockScale: positive,
  fileMs: milliseconds,
  maxMegapixels: positive,
  badSources: listOf(object({ match: { ...text, format: 'regex' }, code: text }, ['match', 'code'])),
  bulkMs: milliseconds,
  bulkOrder: oneOf('shuffled', 'levels', 'grouped'),
  bulkReads: oneOf('start', 'end'),
  bulkOutcomes: listOf(oneOf(...BULK_OUTCOMES)),
  faults: listOf(object({ effect: oneOf(...EFFECTS), kind: oneOf(...KINDS), field: text, ...striking }, ['effect'])),
})
