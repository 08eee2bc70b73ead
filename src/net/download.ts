import type { Dispatcher } from 'undici'
import { createCut } from './cut.ts'
import { type Failure, failureOf, slowAnswer, TOO_LARGE } from './failure.ts'
import { Agent, request } from './undici.ts'

/** An answer whose bytes are taken as they come; what is not taken is not fetched. */
export interface Arriving {
  status: number
  headers: Dispatcher.ResponseData['headers']
  bytes: AsyncIterable<Buffer>
}

interface Document<T> {
  ok: true
  value: T
}

export interface DownloadLimits {
  /** Milliseconds for the first byte, and for every pause between bytes. */
  timeout: number
  /** Milliseconds; in each stretch of that length enough must come. */
  span: number
  /** Bytes a second. */
  slowest: number
  /** Longest document in bytes. */
  max_bytes: number
}

export interface DownloadOptions extends Partial<DownloadLimits> {
  signal?: AbortSignal | undefined
  /** Connections; usual ones unless given. */
  over?: Dispatcher
  headers?: { [name: string]: string }
}

/** Bytes of the longest document, as it comes and unpacked. */
export const MOST_BYTES = 2 * 1024 ** 3
const agent = new Agent()
const DEFAULTS: DownloadLimits = { timeout: 60_000, span: 60_000, slowest: 10_000, max_bytes: MOST_BYTES }

/**
 * A document of any length, read while it comes: it may take as long as it needs, but must not stand still.
 * @throws what `read` throws of its own
 */
export async function download<T>(
  url: string,
  read: (arriving: Arriving) => Promise<T>,
  { signal, over = agent, headers = {}, ...given }: DownloadOptions = {},
): Promise<Document<T> | Failure> {
  const { timeout, span, slowest, max_bytes } = { ...DEFAULTS, ...given }
  const cut = createCut(signal)
  let recent = 0
  const watch = setInterval(() => {
    if (recent < (slowest * span) / 1000) cut.now()
    recent = 0
  }, span)
  const fail = (error: unknown): Failure => (cut.isDone() ? slowAnswer(slowest) : failureOf(error, 'in-answer'))
  let broken = null as Failure | null
  async function* arriving(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of bounded(body, max_bytes)) {
        recent += chunk.length
        yield chunk
      }
    } catch (error) {
      broken = fail(error)
      throw error
    }
  }
  const ask = async () => {
    const { origin, pathname, search } = new URL(url)
    const limits = { headersTimeout: timeout, bodyTimeout: timeout }
    const asked = { origin, path: pathname + search, method: 'GET', headers } as const
    return await request(over, { ...asked, ...limits, signal: cut.signal })
  }
  try {
    const answer = await ask().catch(fail)
    if ('ok' in answer) return answer
    const value = await read({ status: answer.statusCode, headers: answer.headers, bytes: arriving(answer.body) })
    return { ok: true, value }
  } catch (error) {
    if (broken) return broken
    throw error
  } finally {
    clearInterval(watch)
    // What was not taken must not go on arriving.
    cut.now()
    cut.end()
  }
}

/** The same bytes, which end with an error where they are too many. */
export async function* bounded(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > most) throw Object.assign(new Error('too large'), { code: TOO_LARGE })
    yield chunk
  }
}
