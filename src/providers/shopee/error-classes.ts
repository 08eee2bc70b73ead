/**
 * What a refusal means. Shopee uses one code for several things, so the words decide (error lists of its documentation):
 * `error_param` is also said of signatures and clocks, `error_auth` also of orders that make no sense just now.
 */
export type ErrorClass =
  | 'sign'
  | 'clock'
  /** The access token has expired or is another shop's. */
  | 'token'
  /** The seller has to authorise the application again. */
  | 'consent'
  /** The code of a consent was used, is too old, or is another shop's. */
  | 'code'
  | 'app'
  | 'permission'
  | 'ip'
  | 'shop'
  /** Too many calls just now. */
  | 'burst'
  /** Too many calls this day. */
  | 'day'
  /** Shopee fails in passing. */
  | 'server'
  /** A list is paged too deeply. */
  | 'offset'
  /** The item does not exist any more. */
  | 'item'
  /** Everything else: it would be refused again. */
  | 'request'

interface Rule {
  is: ErrorClass
  /** Without a module's prefix. */
  codes: RegExp
  /** Absent: whatever is said. */
  words?: RegExp
}

const ANY_PARAM = /^(?:error_)?param$/

/** The first that fits decides. */
const RULES: readonly Rule[] = [
  { is: 'sign', codes: /^error_sign$/ },
  { is: 'sign', codes: ANY_PARAM, words: /\bsign\b/i },
  { is: 'clock', codes: ANY_PARAM, words: /\btimestamp\b/i },
  { is: 'app', codes: ANY_PARAM, words: /\bpartner_id\b/i },
  { is: 'offset', codes: ANY_PARAM, words: /offset over limit/i },
  // Both spellings occur.
  { is: 'token', codes: /^invalid_ac+e+ss_token$/ },
  { is: 'token', codes: /^error_auth$/, words: /\baccess_token\b/i },
  { is: 'code', codes: /^invalid_(?:code|shop_id|main_acc?ount_id)$/ },
  { is: 'code', codes: /^error_auth$/, words: /\binvalid code\b/i },
  { is: 'consent', codes: /_no_link(?:ed)?$|_access_expired$|^refresh_token_expired$|_refresh_token$/ },
  { is: 'consent', codes: /^error_auth$/, words: /\bpartner_id or shop_?id\b|\brefresh_token\b/i },
  { is: 'app', codes: /^invalid_partner_id$|^error_partner_key_expired$|^error_api_call_restricted$|^api_suspended$/ },
  { is: 'app', codes: /^error_auth$/, words: /\bpartner_id\b|\bApp is deleted\b|\bApp developer\b/i },
  { is: 'permission', codes: /^error_(?:api_permission|ashop_api_permission|kyc_auth)$/ },
  { is: 'permission', codes: /^error_auth$/, words: /\bno permission\b/i },
  { is: 'ip', codes: /^source_ip_undeclared$/ },
  { is: 'shop', codes: /^shop_banned$|^error_shop$|^error_shop_not_found$|^error_param_shop_id_not_found$/ },
  { is: 'burst', codes: /^error_rate_limit$/ },
  { is: 'day', codes: /^error_limit$/ },
  { is: 'server', codes: /^error_(?:server|inner|system_busy|network|get_shop_fail)$|^error_query_/ },
  { is: 'server', codes: /^error_auth$/, words: /\bsystem error\b/i },
  { is: 'item', codes: /^error_item_not_found$/ },
]

/** The code without the module in front of it, such as `product.error_param`. */
export function bareCode(code: string): string {
  return code.slice(code.lastIndexOf('.') + 1)
}

export function classOf(code: string, message: string): ErrorClass {
  const bare = bareCode(code)
  return RULES.find(({ codes, words }) => codes.test(bare) && (words?.test(message) ?? true))?.is ?? 'request'
}
