import type { ServerResponse } from 'node:http'
import type { SimResponse } from './http.ts'

/** Sends an answer, whole, cut or byte by byte. */
export function send(outgoing: ServerResponse, response: SimResponse): void {
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
