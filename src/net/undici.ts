import type { Dispatcher } from 'undici'
import requestOver from 'undici/lib/api/api-request.js'

// The package's index also loads fetch, WebSockets, mocks and caches, which takes longer than all else before a call.
export { default as Agent } from 'undici/lib/dispatcher/agent.js'
export { default as Pool } from 'undici/lib/dispatcher/pool.js'

/** One request over an agent, which then has to be told the origin, or over a pool. */
export function request(over: Dispatcher, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
  return requestOver.call(over, options)
}
