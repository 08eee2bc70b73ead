import type { Clock } from '../../model/clock.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Log } from '../../model/log.ts'
import type { Secrets } from '../../model/secrets.ts'
import { createHttp, type Http, type HttpResult } from '../../net/http.ts'
import { loggedHttp } from '../../net/logged-http.ts'
import { Skew } from '../../net/skew.ts'
import type { Heard } from '../../net/steady.ts'
import type { ShopeeCredentials } from './credentials.ts'
import { judge } from './judge.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import type { RawRecord } from './raw.ts'
import { explainSign, type Signed, sign } from './sign.ts'

export interface TransportOptions {
  credentials: ShopeeCredentials
  clock: Clock
  userAgent: string
  log: Log
  secrets: Secrets
  /** Its own unless given. */
  http?: Http
}

/** One call as it leaves. */
export interface Outgoing {
  operation: Operation
  /** The call's own parameters; a list becomes one parameter for each. */
  query?: { [name: string]: string | string[] }
  /** Sent as JSON. */
  body?: JsonObject
  /** Absent: signed by the application alone. */
  shop?: { accessToken: string; shopId: string }
  /** What errors say which shop it was about. */
  about: string
  /** Its number, from 1. */
  attempt: number
}

/** What became of a call; `sent`: it may have reached Shopee. */
export type Answered = Heard<RawRecord> & { sent: boolean }

/** One attempt at a signed call, and what its answer means. */
export class Transport {
  readonly #options: TransportOptions
  readonly #http: Http
  /** How far this machine's clock is from Shopee's. */
  readonly skew: Skew
  /** Calls that have left. */
  calls = 0

  constructor(options: TransportOptions) {
    const { clock, log, secrets } = options
    this.#options = options
    this.skew = new Skew(clock)
    const http = options.http ?? createHttp()
    this.#http = this.skew.watch(loggedHttp(http, { system: 'Shopee', clock, log, secrets }))
  }

  /** @throws ShopeeError for what would be refused again */
  async send(outgoing: Outgoing): Promise<Answered> {
    const { clock, credentials, secrets } = this.#options
    const { operation, shop, about } = outgoing
    const { path } = OPERATIONS[operation]
    const timestamp = Math.floor(clock.now() / 1000)
    const signed: Signed = { partnerId: credentials.partnerId, path, timestamp, ...(shop && { shop }) }
    const result = await this.#request(outgoing, signed)
    const heard = judge(result, {
      operation,
      shopId: about,
      signed: explainSign(signed, credentials.partnerKey),
      ahead: () => this.skew.seconds,
      conceal: (text) => secrets.conceal(text),
      now: clock.now(),
      under: operation.startsWith('product.') ? 'response' : null,
      mayBeEmpty: operation === 'product.get_item_base_info',
    })
    return { ...heard, sent: result.ok || result.maybeExecuted }
  }

  close(): Promise<void> {
    return this.#http.close()
  }

  #request({ operation, query = {}, body, attempt }: Outgoing, signed: Signed): Promise<HttpResult> {
    const { credentials, userAgent } = this.#options
    const { method, path } = OPERATIONS[operation]
    const url = new URL(`${credentials.apiUrl.replace(/\/+$/, '')}${path}`)
    url.search = searchOf(query, signed, credentials.partnerKey).toString()
    const confidential = operation.startsWith('auth.') ? ({ confidential: true } as const) : {}
    const about = { operation, attempt, ...confidential }
    this.calls += 1
    const headers = { accept: 'application/json', 'user-agent': userAgent }
    return this.#http.send({ method, url, headers, about, ...(body && { body }) })
  }
}

function searchOf(query: NonNullable<Outgoing['query']>, signed: Signed, partnerKey: string): URLSearchParams {
  const search = new URLSearchParams({ partner_id: signed.partnerId, timestamp: String(signed.timestamp) })
  if (signed.shop) {
    search.set('access_token', signed.shop.accessToken)
    search.set('shop_id', signed.shop.shopId)
  }
  search.set('sign', sign(signed, partnerKey))
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) search.append(name, one)
  return search
}
