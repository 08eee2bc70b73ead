import { count, flag, listOf, milliseconds, object, oneOf, positive, striking, text } from '../schema-parts.ts'
import { EFFECTS } from './fault-options.ts'
import { OPERATIONS } from './operations.ts'

const whole = { type: 'integer', minimum: 0 }

/** Options of the TikTok Shop simulator. */
export const tiktokShop = object({
  appKey: text,
  appSecret: text,
  shops: listOf(object({ id: text, name: text, region: text, cipher: text }, ['id', 'name', 'region', 'cipher'])),
  accessToken: text,
  refreshToken: text,
  authCode: text,
  accessTokenSeconds: positive,
  refreshTokenSeconds: positive,
  refreshTokensLast: flag,
  scopes: listOf(text),
  addressDenied: flag,
  rate: object({ rate: positive, burst: count }, ['rate', 'burst']),
  rateSignal: oneOf('429', 'code'),
  retryAfter: oneOf('none', 'seconds', 'date'),
  callsPerDay: whole,
  plainStatus: flag,
  clockScale: positive,
  latencyMs: milliseconds,
  searchCap: count,
  capRefuses: flag,
  shortPages: whole,
  lastToken: oneOf('empty', 'absent'),
  pageTokens: oneOf('keyset', 'offset'),
  pageTokenSeconds: whole,
  deletedGet: oneOf('gone', 'answers'),
  salePriceInSearch: flag,
  changingUrls: flag,
  emptyUrls: flag,
  faults: listOf(object({ effect: oneOf(...EFFECTS), operation: oneOf(...OPERATIONS), ...striking }, ['effect'])),
})
