import { type Dispatcher, request } from 'undici'
import { failureOf } from '../../net/failure.ts'
import { type ReadText, readBytes, unzipped } from './bytes.ts'

type Downloaded = ({ ok: true } & ReadText) | { ok: false; message: string; passing: boolean }

/** Fetches a document of a report by its presigned address, without any token. */
export type Download = (url: string, options: { japanese: boolean }, signal?: AbortSignal) => Promise<Downloaded>

const TIMEOUT_MS = 60_000
/** What one text can hold at most. */
const MAX_BYTES = 512 * 1024 * 1024
const HOSTS = ['amazonaws.com', 'amazonaws.com.cn', 'cloudfront.net', 'amazon.com']

export interface DownloadPatience {
  /** Milliseconds over which the speed is judged. */
  span: number
  /** Bytes that have to come in each. */
  least: number
}

const PATIENCE: DownloadPatience = { span: 60_000, least: 600_000 }

/** @param apiUrl The host that stands for Amazon's, if another one does; documents may lie there too. */
export function createDownload(apiUrl: string | null, patience: DownloadPatience = PATIENCE): Download {
  const own = apiUrl === null ? null : new URL(apiUrl).hostname
  return async (url, options, signal) => {
    if (!isTrusted(url, own)) return { ok: false, message: 'points to a place that is not Amazon’s', passing: false }
    try {
      const timeouts = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS, ...(signal && { signal }) }
      const { statusCode, headers, body } = await request(url, timeouts)
      const bytes = await bytesOf(body, patience)
      if (statusCode === 200) return { ok: true, ...readBytes(unzipped(bytes, MAX_BYTES), options) }
      const passing = statusCode === 403 || statusCode === 429 || statusCode >= 500
      return { ok: false, message: `answers ${statusCode} (request id ${requestIdOf(headers)})`, passing }
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof Unbearable) return { ok: false, message: error.message, passing: error.passing }
      return { ok: false, message: `fails: ${failureOf(error, 'in-answer').message}`, passing: true }
    }
  }
}

/** A document that is too large, or that would never end. */
class Unbearable extends Error {
  readonly passing: boolean

  constructor(message: string, passing: boolean) {
    super(message)
    this.passing = passing
  }
}

async function bytesOf(body: Dispatcher.ResponseData['body'], { span, least }: DownloadPatience): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  let before = 0
  const watch = setInterval(() => {
    if (size - before < least) body.destroy(new Unbearable(`comes too slowly (${size} bytes so far)`, true))
    before = size
  }, span)
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MAX_BYTES) throw new Unbearable('is larger than 512 MB', false)
      chunks.push(chunk)
    }
  } finally {
    clearInterval(watch)
  }
  return Buffer.concat(chunks)
}

function isTrusted(text: string, own: string | null): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  if (hostname === own) return true
  return protocol === 'https:' && HOSTS.some((host) => hostname.endsWith(`.${host}`))
}

function requestIdOf(headers: { [name: string]: string | string[] | undefined }): string {
  return String(headers['x-amz-request-id'] ?? 'none')
}
