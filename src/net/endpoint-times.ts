import type { EndpointCalls } from '../model/source.ts'
import type { HttpResult } from './http.ts'

/** How often each endpoint was called, and how long its answers took. */
export class EndpointTimes {
  readonly #known = new Map<string, EndpointCalls>()

  /** One attempt. An endpoint that never answered is named without a call. */
  add(endpoint: string, { ok }: Pick<HttpResult, 'ok'>, milliseconds: number): void {
    const { calls, ms } = this.#known.get(endpoint) ?? { calls: 0, ms: 0 }
    const one = ok ? { calls: calls + 1, ms: ms + milliseconds } : { calls, ms }
    this.#known.set(endpoint, { endpoint, ...one })
  }

  list(): EndpointCalls[] {
    return [...this.#known.values()]
  }
}
