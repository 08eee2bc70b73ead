import { type ClientRequest, Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { TOO_LARGE } from '../../net/failure.ts'
import { MAX_BYTES } from '../../net/http.ts'

/** How Node hands a request to an agent; its types leave this out. */
interface Dispatches {
  addRequest(request: ClientRequest, options: object): void
}

const KEEP = { keepAlive: true, timeout: 60_000 }

/**
 * An agent that sends requests to another address than the one they were made for: `amazon-sp-api` knows only Amazon's
 * own hosts. The request keeps its path; the address may put one in front of it.
 */
export class RedirectingAgent extends HttpsAgent {
  readonly #base: URL | null
  readonly #real: HttpAgent | HttpsAgent

  /** @param base Where requests go; `null` lets them go where they were meant to. */
  constructor(base: string | null) {
    super(KEEP)
    this.#base = base === null ? null : new URL(base)
    this.#real = this.#base?.protocol === 'http:' ? new HttpAgent(KEEP) : new HttpsAgent(KEEP)
  }

  addRequest(request: ClientRequest, options: object): void {
    boundAnswers(request)
    const dispatcher = this.#real as unknown as Dispatches
    if (!this.#base) {
      dispatcher.addRequest(request, options)
      return
    }
    const { host, hostname, port, protocol, pathname } = this.#base
    request.path = pathname.replace(/\/+$/, '') + request.path
    request.setHeader('host', host)
    const standard = protocol === 'http:' ? 80 : 443
    dispatcher.addRequest(request, {
      ...options,
      host: hostname,
      hostname,
      port: port === '' ? standard : Number(port),
    })
  }
}

/**
 * `amazon-sp-api` waits for ever for the end of an answer that breaks off, unless its request fails, and takes answers of
 * any length.
 */
function boundAnswers(request: ClientRequest): void {
  request.once('response', (response) => {
    let length = 0
    response.once('error', (error) => request.emit('error', error))
    response.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > MAX_BYTES) request.destroy(Object.assign(new Error('too large'), { code: TOO_LARGE }))
    })
  })
}
