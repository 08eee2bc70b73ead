import { count, flag, listOf, milliseconds, object, oneOf, positive, striking, text } from '../schema-parts.ts'
import { EFFECTS } from './fault-options.ts'
import { OPERATIONS } from './operations.ts'

const whole = { type: 'integer', minimum: 0 }
const seconds = { type: 'integer' }
const ids = listOf(count)

/** Options of the Shopee simulator. */
export const shopee = object({
  partnerId: count,
  partnerKey: text,
  accessToken: text,
  refreshToken: text,
  accessSeconds: positive,
  firstAccessSeconds: positive,
  refreshDays: positive,
  formerSeconds: whole,
  absoluteExpiry: flag,
  tokenRefusal: oneOf('invalid_acceess_token', 'invalid_access_token', 'error_auth'),
  clockScale: positive,
  latencyMs: milliseconds,
  aheadSeconds: seconds,
  futureSeconds: whole,
  burst: whole,
  callsPerDay: whole,
  offsetCap: count,
  maxWindowDays: whole,
  pageRows: count,
  order: oneOf('id', 'update_time', 'newest', 'shuffled'),
  untold: ids,
  brokenModels: ids,
  status: oneOf('200', 'real'),
  prefix: flag,
  success: oneOf('empty', 'missing', 'dash'),
  refuse: oneOf('app-deleted', 'key-expired', 'restricted', 'permission', 'ip', 'shop-banned', 'business'),
  faults: listOf(object({ effect: oneOf(...EFFECTS), operation: oneOf(...OPERATIONS), ...striking }, ['effect'])),
})
