import { Readable } from 'node:stream'
import type { Dispatcher, Pool as OpenPool } from 'undici'
import type { Json } from '../model/json.ts'
import { createCut } from './cut.ts'
import { type Failure, failureOf, lateAnswer } from './failure.ts'
import { Pool, request as requestOver } from './undici.ts'

export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE'
  url: URL
  headers: { [name: string]: string }
  /** Sent as JSON. */
  body?: Json
  /** JSON that is sent as it stands, instead of `body`: for services that sign its bytes. */
  text?: string
  /** Bytes that are sent one after another, instead of `body`; `headers` say of what type they are. */
  bytes?: readonly Buffer[]
  /** True: the service works on it before it answers, as it does on an upload. */
  long?: boolean
  /** What the log says of the call. */
  about?: CallFacts
}

/** A call as its log line tells it, besides what is sent and answered. */
export interface CallFacts {
  /** For people, such as `create product`. */
  operation: string
  /** As the service's documents call it; absent: as `operation`. */
  endpoint?: string
  /** From 1 on. */
  attempt?: number
  /** Calls that may still leave in the windows of the account. */
  calls_left?: { [window: string]: number }
  /** True: its body and answer hold credentials, and are told of nowhere. */
  confidential?: true
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
  /** Milliseconds for the whole of a call, however often a byte comes. */
  deadline?: number
  /** The same for a long one, of which the first byte may take as long. */
  long_deadline?: number
  /** Longest answer in bytes. */
  max_bytes?: number
}

export interface Http {
  /** One attempt, redirects not followed. Never throws: what goes wrong on the way is a value. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResult>
  close(): Promise<void>
}

export const MAX_BYTES = 64 * 1024 * 1024
const DEFAULTS = { timeout: 30_000, deadline: 60_000, long_deadline: 300_000, max_bytes: MAX_BYTES }

/** HTTP with kept-alive connections, one pool per origin. */
export function createHttp(options: HttpOptions = {}): Http {
  const limits = { ...DEFAULTS, ...options }
  const pools = new Map<string, OpenPool>()

  function poolFor(origin: string): OpenPool {
    const pool = pools.get(origin) ?? openPool(origin, limits)
    pools.set(origin, pool)
    return pool
  }

  return {
    async send(request, signal) {
      const deadline = request.long ? limits.long_deadline : limits.deadline
      const cut = createCut(signal)
      const timer = setTimeout(cut.now, deadline)
      let phase: 'before-answer' | 'in-answer' = 'before-answer'
      try {
        const answer = await requestOver(poolFor(request.url.origin), {
          ...requestOptions(request),
          signal: cut.signal,
          ...(request.long ? { headersTimeout: deadline } : {}),
        })
        phase = 'in-answer'
        return toAnswer(answer, await answer.body.text())
      } catch (error) {
        return cut.isDone() ? lateAnswer(deadline) : failureOf(error, phase)
      } finally {
        clearTimeout(timer)
        cut.end()
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
      pools.clear()
    },
  }
}

function openPool(origin: string, { timeout, max_bytes }: typeof DEFAULTS): OpenPool {
  return new Pool(origin, {
    connectTimeout: timeout,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: max_bytes,
  })
}

function requestOptions({ method, url, headers, body, text, bytes }: HttpRequest): Dispatcher.RequestOptions {
  const path = url.pathname + url.search
  if (bytes) {
    const length = bytes.reduce((sum, piece) => sum + piece.length, 0)
    return { method, path, headers: { ...headers, 'content-length': String(length) }, body: Readable.from(bytes) }
  }
  const sent = text ?? (body === undefined ? null : JSON.stringify(body))
  return {
    method,
    path,
    headers: sent === null ? headers : { ...headers, 'content-type': 'application/json' },
    body: sent,
  }
}

function toAnswer(answer: Dispatcher.ResponseData, text: string): HttpAnswer {
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
  const json = parseJson(text)
  return { ok: true, status: answer.statusCode, headers, text, ...(json === undefined ? {} : { json }) }
}

/** `undefined` for what is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
