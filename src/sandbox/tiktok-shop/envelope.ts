import { randomUUID } from 'node:crypto'
import type { SimResponse } from '../http.ts'

/** Ends a call with an answer that is no success. */
export class Refusal extends Error {
  readonly code: number
  readonly said: string
  readonly status: number
  readonly headers: { [name: string]: string }

  constructor(
    code: number,
    said: string,
    { status = 400, headers = {} }: Partial<Pick<Refusal, 'status' | 'headers'>> = {},
  ) {
    super(`${code} ${said}`)
    this.code = code
    this.said = said
    this.status = status
    this.headers = headers
  }
}

export function success(data: unknown): SimResponse {
  return { status: 200, body: { code: 0, message: 'Success', data, request_id: requestId() } }
}

/** @param plain Every failure comes with status 200, as threads and tests also show. */
export function failure({ code, said, status, headers }: Refusal, plain: boolean): SimResponse {
  const body = { code, message: said, data: null, request_id: requestId() }
  return { status: plain ? 200 : status, headers, body }
}

function requestId(): string {
  return randomUUID().replaceAll('-', '').toUpperCase()
}

const GENERAL = 36009004

/** The service's own words, as far as they are known; the code alone says nothing. */
export const refusals = {
  missingSign: () =>
    new Refusal(GENERAL, 'Missing credentials. The request does not include a required signature in the query.', {
      status: 401,
    }),
  sign: () => new Refusal(106001, 'Invalid credentials. The `sign` query parameter is invalid.', { status: 401 }),
  appKey: () => new Refusal(GENERAL, 'Invalid credentials. Invalid `app_key` query parameter.', { status: 401 }),
  timestamp: (how: string) =>
    new Refusal(GENERAL, `Invalid timestamp. The value of the \`timestamp\` query parameter must not ${how}.`, {
      status: 401,
    }),
  token: () =>
    new Refusal(GENERAL, 'Invalid credentials. The `x-tts-access-token` header is invalid.', { status: 401 }),
  expired: () =>
    new Refusal(105002, 'Expired credentials. The `access_token` or `x-tts-access-token` header has expired.', {
      status: 401,
    }),
  otherShop: () =>
    new Refusal(
      101000,
      'Invalid query or header. The `shop_cipher` query parameter or `x-tts-access-token` header is invalid.',
      { status: 401 },
    ),
  scope: () =>
    new Refusal(
      105005,
      'Access denied. The app is not authorized to access the endpoint because the access scopes granted for the app or the access token do not contain the required access scope for the endpoint.',
      { status: 403 },
    ),
  address: () =>
    new Refusal(36009033, 'Access denied. Your IP address is not in the IP allow list configured for this app.', {
      status: 403,
    }),
  noCipher: () =>
    new Refusal(
      106013,
      'Missing identifier. The `shop_cipher` query parameter is required to identify the target shop.',
    ),
  cipher: () =>
    new Refusal(GENERAL, 'Unexpected identifier. The `shop_cipher` query parameter is not required for this request.'),
  parameter: (name: string) => new Refusal(GENERAL, `Invalid parameter. The \`${name}\` parameter is invalid.`),
  path: () =>
    new Refusal(36009009, 'Invalid path. The specified path does not match any available endpoint.', { status: 404 }),
  method: () =>
    new Refusal(36009010, 'Invalid method. The HTTP method used is not supported by this endpoint.', { status: 405 }),
  version: () => new Refusal(36009014, 'Invalid API version. The `version` value is invalid or unsupported.'),
  format: () =>
    new Refusal(
      36009022,
      'Invalid request format. The request body format must be `application/json` for structured data or `multipart/form-data` for binary files.',
      { status: 415 },
    ),
  internal: () =>
    new Refusal(
      36009003,
      'Internal error. Please try again. If the issue persists after multiple attempts, please contact platform support.',
      { status: 500 },
    ),
  timeout: () => new Refusal(36009007, 'Request timeout. The request to the endpoint timed out.', { status: 408 }),
  rate: (headers: { [name: string]: string } = {}) =>
    new Refusal(36009002, "Too many requests. You've made too many requests in a short period of time.", {
      status: 429,
      headers,
    }),
  /** Not documented: what the program's forerunner met. */
  quota: () => new Refusal(36009037, 'API quota exceeded for today', { status: 429 }),
  createTime: () => new Refusal(12019118, 'search create time invalid'),
  updateTime: () => new Refusal(12019119, 'search update time invalid'),
  sellerSkus: () => new Refusal(12019027, 'The maximum count of “seller_skus” in the search filter is 10.'),
  skuIds: () => new Refusal(12019087, 'The number of SKU IDs exceeds the limit of 10'),
  tooMany: () => new Refusal(12052180, 'The total number of search results can not exceed 10000.'),
  noProduct: () => new Refusal(12019150, 'The product ID does not exist.', { status: 404 }),
  authCode: () => new Refusal(36004004, 'Invalid auth code.'),
  noRecord: () => new Refusal(36004005, 'can not find related auth record'),
  refreshExpired: () => new Refusal(36004001, 'rt has expired'),
}
