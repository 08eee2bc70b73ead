import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SimRequest {
  method: string
  /** Without the query, still percent-encoded. */
  path: string
  query: URLSearchParams
  /** Names in lower case; repeated headers joined with commas. */
  headers: { [name: string]: string }
  /** The raw text, whatever the content type says. */
  body: string
}

export interface SimResponse {
  status: number
  headers?: { [name: string]: string }
  /** Texts and bytes are sent as they are; anything else as JSON; `undefined` sends no body. */
  body?: unknown
  /** `destroy`: the connection is cut without an answer. `truncate`: it is cut in the middle of the body. */
  cut?: 'destroy' | 'truncate'
  /** Milliseconds from one byte of the body to the next; absent: it comes at once. */
  trickle?: number
  /** Told when the answer has been handed to the network. */
  sent?: () => void
}

export type SimHandler = (request: SimRequest) => SimResponse | Promise<SimResponse>

export interface Listening {
  /** Without a trailing slash. */
  url: string
  port: number
  /** Stops listening and cuts connections that are still open. */
  close(): Promise<void>
}

/** The parsed body, or the reason why it is not JSON. An empty body is `undefined`. */
export function parseJsonBody(body: string): { value: unknown } | { problem: string } {
  if (body.trim() === '') return { value: undefined }
  try {
    return { value: JSON.parse(body) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

/** Serves a handler on a loopback address; port 0 (the default) takes a free one. */
export async function listen(handler: SimHandler, at: { port?: number; host?: string } = {}): Promise<Listening> {
  const host = at.host ?? '127.0.0.1'
  const server = createServer({ keepAliveTimeout: 30_000 }, (incoming, outgoing) => {
    serve(handler, incoming, outgoing).catch((error: unknown) => fail(outgoing, error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://${host}:${port}`, port, close }
}

async function serve(handler: SimHandler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  send(outgoing, await handler(toRequest(incoming, Buffer.concat(chunks).toString('utf8'))))
}

function toRequest(incoming: IncomingMessage, body: string): SimRequest {
  const target = incoming.url ?? '/'
  const cut = target.indexOf('?')
  const headers: { [name: string]: string } = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method: incoming.method ?? 'GET',
    path: cut < 0 ? target : target.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
    headers,
    body,
  }
}

function send(outgoing: ServerResponse, response: SimResponse): void {
  const text = bodyText(response.body)
  if (response.cut === 'destroy' || (response.cut === 'truncate' && !text)) {
    outgoing.socket?.destroy()
    return
  }
  const headers: { [name: string]: string } = { ...response.headers }
  if (text !== undefined) {
    headers['content-type'] ??= 'application/json'
    headers['content-length'] = String(Buffer.byteLength(text))
  }
  outgoing.writeHead(response.status, headers)
  if (response.cut === 'truncate' && text !== undefined) {
    outgoing.write(Buffer.from(text).subarray(0, text.length >> 1), () => outgoing.socket?.destroy())
    return
  }
  if (response.trickle !== undefined && text !== undefined) trickle(outgoing, Buffer.from(text), response.trickle)
  else outgoing.end(text, response.sent)
}

function trickle(outgoing: ServerResponse, bytes: Buffer, milliseconds: number): void {
  let sent = 0
  outgoing.flushHeaders()
  const timer = setInterval(() => {
    outgoing.write(bytes.subarray(sent, sent + 1))
    sent += 1
    if (sent === bytes.length) outgoing.end()
  }, milliseconds)
  outgoing.once('close', () => clearInterval(timer))
}

function bodyText(body: unknown): string | Buffer | undefined {
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) return body
  return JSON.stringify(body)
}

/** A handler that throws is a defect of the simulator: it shows as a 500 that says so. */
function fail(outgoing: ServerResponse, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy()
  else send(outgoing, { status: 500, headers: { 'content-type': 'text/plain' }, body: `simulator defect: ${text}` })
}
