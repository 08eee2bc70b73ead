import { SellingPartner } from 'amazon-sp-api'
import type { JsonObject } from '../../model/json.ts'
import { RedirectingAgent } from './agent.ts'
import type { AmazonCredentials } from './credentials.ts'
import type { Region } from './marketplaces.ts'

/** The library takes the oldest version of an endpoint unless it is told which. */
const ENDPOINTS = {
  searchCatalogItems: { endpoint: 'catalogItems', version: '2022-04-01' },
  searchListingsItems: { endpoint: 'listingsItems', version: '2021-08-01' },
  createReport: { endpoint: 'reports', version: '2021-06-30' },
  getReport: { endpoint: 'reports', version: '2021-06-30' },
  getReportDocument: { endpoint: 'reports', version: '2021-06-30' },
} as const

export type Operation = keyof typeof ENDPOINTS

/** Milliseconds; `response` is left unset because the library never clears that timer after a failed request. */
const TIMEOUTS = { idle: 30_000, deadline: 60_000 }

export interface SpApiOptions {
  /** Amazon's policy asks for `App/Version (Language=…; Platform=…)`. */
  userAgent: string
  /** For the whole of an answer, and for every pause in it. */
  timeouts?: { idle: number; deadline: number }
}

export interface SpApiRequest {
  /** The list without which an answer says nothing. */
  list?: string
  operation: Operation
  path?: { [parameter: string]: string }
  query?: { [parameter: string]: string }
  body?: JsonObject
}

export interface SpApiAnswer {
  status: number
  /** Names in lower case. */
  headers: { [name: string]: string | undefined }
  text: string
}

interface RawResult {
  statusCode: number
  headers: SpApiAnswer['headers']
  chunks: Buffer[]
}

/** One attempt at a call of the Selling Partner API. Rejects with Node's own error when no answer comes. */
export type SendSpApi = (request: SpApiRequest, token: string) => Promise<SpApiAnswer>

/** `amazon-sp-api` as a plain transport: its own retries, pacing and tokens are unbounded or racy, so they are off. */
export function createSpApi(
  credentials: AmazonCredentials,
  region: Region,
  { userAgent, timeouts = TIMEOUTS }: SpApiOptions,
): SendSpApi {
  const agent = new RedirectingAgent(credentials.apiUrl)
  const connect = (token: string) =>
    new SellingPartner({
      region,
      refresh_token: credentials.refreshToken,
      access_token: token,
      credentials: {
        SELLING_PARTNER_APP_CLIENT_ID: credentials.clientId,
        SELLING_PARTNER_APP_CLIENT_SECRET: credentials.clientSecret,
      },
      options: {
        auto_request_tokens: false,
        auto_request_throttled: false,
        retry_remote_timeout: false,
        version_fallback: false,
        user_agent: userAgent,
        timeouts,
        https_proxy_agent: agent,
      },
    })

  return async ({ operation, path, query, body }, token) => {
    const { endpoint, version } = ENDPOINTS[operation]
    try {
      const result = await connect(token).callAPI({
        operation,
        endpoint,
        ...(path && { path }),
        ...(query && { query }),
        ...(body && { body }),
        options: { version, raw_result: true },
      } as Parameters<SellingPartner['callAPI']>[0])
      return toAnswer(result as unknown as RawResult)
    } catch (error) {
      throw isTimeout(error) ? Object.assign(new Error('timeout', { cause: error }), { code: 'ETIMEDOUT' }) : error
    }
  }
}

/** The library's own text breaks letters that fall on the border of two chunks. */
function toAnswer({ statusCode, headers, chunks }: RawResult): SpApiAnswer {
  return { status: statusCode, headers, text: Buffer.concat(chunks).toString('utf8') }
}

/** The library's own codes, such as API_DEADLINE_TIMEOUT. */
function isTimeout(error: unknown): boolean {
  return /^API_.*_TIMEOUT$/.test(String((error as { code?: unknown } | null)?.code))
}
