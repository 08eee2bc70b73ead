import type { Kind } from './failure.ts'

/** What an answer says of a failure. */
export interface Said {
  status: number
  /** The service's own; `null` where the answer has none. */
  code: number | null
  words: string
}

type Rule = readonly [kind: Kind, codes: readonly number[], words: RegExp | null]

/**
 * The first that fits. Codes that stand for one thing come first; what `36009004` means is told by its words alone. Codes
 * and words: contract, 4.
 */
const RULES: readonly Rule[] = [
  // Not documented: a day's quota is known by its words, whatever the code, and is no matter of a minute.
  ['quota', [], /\bquota\b.*\b(?:today|day|daily)\b|\b(?:daily|day's|per day)\b.*\b(?:quota|limit)\b/i],
  ['rate', [36009002, 36009037], /too many requests/i],
  ['expired', [105002], /^expired credentials|access_token.* has expired/i],
  [
    'token',
    [101000, 36004001, 36004004, 36004005],
    /`?x-tts-access-token`? header is invalid|auth record|auth code|deauthori[sz]ed/i,
  ],
  ['scope', [105005, 12009014, 12019114], /access scope/i],
  ['address', [36009033], /ip allow list|ip address is not/i],
  ['signature', [106001], /required signature|`sign` query/i],
  ['clock', [], /invalid timestamp|`timestamp` query/i],
  ['app', [], /`?app_key`?|app_secret/i],
  ['shop', [106013], /shop_cipher|shop_id/i],
  ['gone', [12019150], null],
  ['too-many', [12052180], /search results can not exceed/i],
  ['internal', [36009003, 36009007, 33001002, 12001000], /^internal error|request timeout/i],
  ['page', [], /page_token/i],
]

const FIRST_SERVER_ERROR = 500
const REQUEST_TIMEOUT = 408
const TOO_MANY = 429

/** Which failure it is. */
export function kindOf({ status, code, words }: Said): Kind {
  const [kind = null] = RULES.find(([, codes, text]) => codes.includes(code ?? 0) || text?.test(words)) ?? []
  if (kind !== null) return kind
  if (status === TOO_MANY) return 'rate'
  return status >= FIRST_SERVER_ERROR || status === REQUEST_TIMEOUT ? 'internal' : 'refused'
}
