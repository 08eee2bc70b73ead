import { type Dispatcher, Pool } from 'undici'
import type { Json } from '../model/json.ts'
import { type Failure, failureOf } from './failure.ts'

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: URL
  headers: { [name: string]: string }
  /** Sent as JSON. */
  body?: Json
}

export interface HttpAnswer {
  ok: true
  status: number
  headers: { [name: string]: string }
  text: string
  /** Absent when the body is not JSON. */
  json?: Json
}

export type HttpResult = HttpAnswer | Failure

export interface HttpOptions {
  /** Milliseconds for each of connecting, the first byte, and every pause between bytes. */
  timeout?: number
  /** Longest answer in bytes. */
  max_bytes?: number
}

export interface Http {
  /** One attempt, redirects not followed. Never throws: what goes wrong on the way is a value. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResult>
  close(): Promise<void>
}

const TIMEOUT_MS = 30_000
const MAX_BYTES = 64 * 1024 * 1024

/** HTTP with kept-alive connections, one pool per origin. */
export function createHttp({ timeout = TIMEOUT_MS, max_bytes = MAX_BYTES }: HttpOptions = {}): Http {
  const pools = new Map<string, Pool>()

  function poolFor(origin: string): Pool {
    const pool = pools.get(origin) ?? openPool(origin, timeout, max_bytes)
    pools.set(origin, pool)
    return pool
  }

  return {
    async send(request, signal) {
      let answer: Dispatcher.ResponseData
      try {
        answer = await poolFor(request.url.origin).request(requestOptions(request, signal))
      } catch (error) {
        return failureOf(error, 'before-answer')
      }
      try {
        return toAnswer(answer, await answer.body.text())
      } catch (error) {
        return failureOf(error, 'in-answer')
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
      pools.clear()
    },
  }
}

function openPool(origin: string, timeout: number, max_bytes: number): Pool {
  return new Pool(origin, {
    connectTimeout: timeout,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: max_bytes,
  })
}

function requestOptions({ method, url, headers, body }: HttpRequest, signal?: AbortSignal): Dispatcher.RequestOptions {
  return {
    method,
    path: url.pathname + url.search,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  }
}

function toAnswer(answer: Dispatcher.ResponseData, text: string): HttpAnswer {
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
  const json = parseJson(text)
  return { ok: true, status: answer.statusCode, headers, text, ...(json === undefined ? {} : { json }) }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
