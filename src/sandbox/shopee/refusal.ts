/** A failure in the service's own words (error lists of its documentation). */
export class Refusal extends Error {
  readonly code: string
  /** The status where failures have one of their own. */
  readonly status: number
  /** The module in front of the code, whatever the settings say. */
  readonly module: string | null

  constructor(
    code: string,
    message: string,
    { status = 400, module = null }: { status?: number; module?: string | null } = {},
  ) {
    super(message)
    this.code = code
    this.status = status
    this.module = module
  }
}

export function wrongParameter(message: string): Refusal {
  return new Refusal('error_param', message)
}

/** What is said of a parameter that is missing; the two blanks are the service's. */
export function missing(field: string): Refusal {
  return new Refusal('error_param', `invalid field ${field}: value must  Not Null`, { module: 'product' })
}

/** What is wrong with an application, its address or its shop, by the names of the option `refuse`. */
export const REFUSALS = {
  'app-deleted': ['error_auth', "The App is deleted, and you'll be unable to make any API call."],
  'key-expired': [
    'error_partner_key_expired',
    'Your API partner key has expired, please reset the Live API Partner Key in Console to get a new valid partner key to call open api.',
  ],
  restricted: [
    'error_api_call_restricted',
    'The App permission for api call have been restricted. If you’re a seller, contact the developer for more information. If you’re the developer, refer to the Open Platform Console for details.',
  ],
  permission: ['error_auth', 'No permission to current api.'],
  ip: [
    'source_ip_undeclared',
    'Request Source IP (203.0.113.7) is undeclared. Please declare all your IP addresses in the Shopee Open Platform Console > App list > IP Address Whitelist',
  ],
  'shop-banned': [
    'shop_banned',
    'The shop account has been banned. Permissions for shop authorization and API calls have been suspended until the shop account is restored.',
  ],
  business: ['error_auth', 'Please wait for the holiday mode set then to edit item. Please try later.'],
} as const

export function refusalOf(name: keyof typeof REFUSALS): Refusal {
  const [code, message] = REFUSALS[name]
  return new Refusal(code, message, { status: 403 })
}

export const BURST = (): Refusal =>
  new Refusal('error_rate_limit', 'Too many requests. You have reached the rate limit. Please try again later.', {
    status: 429,
  })

export const DAY = (): Refusal =>
  new Refusal(
    'error_limit',
    'The total API call number made by your APP has reached the daily API call limit, please try again after 00: 00 (UTC+08:00)',
    { status: 429 },
  )

export const SERVER = (): Refusal =>
  new Refusal('error_inner', 'Our system is taking some time to respond, please try later.', { status: 500 })
