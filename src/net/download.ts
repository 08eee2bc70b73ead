import { type Dispatcher, request } from 'undici'
import { createCut } from './cut.ts'
import { type Failure, failureOf, slowAnswer } from './failure.ts'

interface Document {
  ok: true
  status: number
  headers: Dispatcher.ResponseData['headers']
  bytes: Buffer
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

const DEFAULTS: DownloadLimits = { timeout: 60_000, span: 60_000, slowest: 10_000, max_bytes: 2 * 1024 ** 3 }

/** A document of any length, taken as it comes: it may take as long as it needs, but must not stand still. Never throws. */
export async function download(
  url: string,
  signal?: AbortSignal,
  given: Partial<DownloadLimits> = {},
): Promise<Document | Failure> {
  const { timeout, span, slowest, max_bytes } = { ...DEFAULTS, ...given }
  const cut = createCut(signal)
  let recent = 0
  const watch = setInterval(() => {
    if (recent < (slowest * span) / 1000) cut.now()
    recent = 0
  }, span)
  try {
    const answer = await request(url, { headersTimeout: timeout, bodyTimeout: timeout, signal: cut.signal })
    const bytes = await collect(answer.body, max_bytes, (length) => {
      recent += length
    })
    return { ok: true, status: answer.statusCode, headers: answer.headers, bytes }
  } catch (error) {
    return cut.isDone() ? slowAnswer(slowest) : failureOf(error, 'in-answer')
  } finally {
    clearInterval(watch)
    cut.end()
  }
}

async function collect(body: AsyncIterable<Buffer>, most: number, onBytes: (length: number) => void): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    onBytes(chunk.length)
    if (length > most) throw Object.assign(new Error('too large'), { code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' })
  }
  return Buffer.concat(chunks)
}
