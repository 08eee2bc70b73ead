import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SimHandler, SimRequest } from './http.ts'
import { send } from './send.ts'

export interface Listening {
  /** Without a trailing slash. */
  url: string
  port: number
  /** Stops listening and cuts connections that are still open. */
  close(): Promise<void>
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

/** A handler that throws is a defect of the simulator: it shows as a 500 that says so. */
function fail(outgoing: ServerResponse, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy()
  else send(outgoing, { status: 500, headers: { 'content-type': 'text/plain' }, body: `simulator defect: ${text}` })
}
