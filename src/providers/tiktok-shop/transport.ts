import { type Clock, elapsedOf } from '../../model/clock.ts'
import type { Json } from '../../model/json.ts'
import type { Log } from '../../model/log.ts'
import type { Secrets } from '../../model/secrets.ts'
import { logExchange } from '../../net/exchange.ts'
import { createHttp, type Http, type HttpRequest, type HttpResult } from '../../net/http.ts'
import { Skew } from '../../net/skew.ts'
import { TITLE } from './failure.ts'
import type { JudgeContext } from './judge.ts'
import { asRecord, asText } from './raw.ts'

export interface TransportOptions {
  clock: Clock
  log: Log
  secrets: Secrets
}

/** A request, and what of its address may be told: never what is signed, nor the secret that calls for tokens carry. */
export interface Sending {
  request: HttpRequest
  operation: string
  attempt: number
  /** Of the query. */
  told: { readonly [name: string]: string }
  /** True: its body and answer hold credentials. */
  confidential?: boolean
  /** As TikTok's documents call it; absent for what brings tokens. */
  endpoint?: string
}

/** HTTP of which the log tells every attempt, and the clock's difference from the service's. */
export class Transport {
  readonly skew: Skew
  readonly #options: TransportOptions
  readonly #http: Http
  #calls = 0

  constructor(options: TransportOptions) {
    this.#options = options
    this.skew = new Skew(options.clock)
    this.#http = this.skew.watch(createHttp())
  }

  async send(sending: Sending): Promise<HttpResult> {
    const { clock } = this.#options
    const began = elapsedOf(clock)
    const result = await this.#http.send(sending.request)
    const milliseconds = elapsedOf(clock) - began
    this.#tell(sending, result, milliseconds)
    if (sending.endpoint !== undefined) this.#calls += 1
    return result
  }

  /** Calls that left, those for tokens not among them. */
  get calls(): number {
    return this.#calls
  }

  /** What an answer is judged by. @param variable That sets the address. */
  context(operation: string, variable: string): JudgeContext {
    return { operation, variable, skew: this.skew.seconds, conceal: this.#options.secrets.conceal }
  }

  close(): Promise<void> {
    return this.#http.close()
  }

  #tell(
    { request, operation, endpoint, attempt, told, confidential }: Sending,
    result: HttpResult,
    milliseconds: number,
  ): void {
    const { log, secrets } = this.#options
    if (!log.keeps('error')) return
    const { origin, pathname } = request.url
    const search = new URLSearchParams(told).toString()
    logExchange(
      { log, secrets },
      {
        system: TITLE,
        about: { operation, attempt, ...(endpoint ? { endpoint } : {}), ...(confidential ? { confidential } : {}) },
        ...{ method: request.method, url: `${origin}${pathname}${search === '' ? '' : `?${search}`}`, milliseconds },
        request: { headers: {}, text: request.text ?? '' },
        // The service's own name for a call stands in its body.
        answer: result.ok
          ? { ...result, headers: { 'request-id': requestId(result.json) } }
          : { failure: result.message },
      },
    )
  }
}

function requestId(json: Json | undefined): string {
  return asText(asRecord(json).request_id) ?? ''
}
