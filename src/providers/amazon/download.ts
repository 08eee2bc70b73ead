import { type Clock, elapsedOf } from '../../model/clock.ts'
import { HTTP_CALL, type Log } from '../../model/log.ts'
import { type Arriving, bounded, type DownloadOptions, download, MOST_BYTES } from '../../net/download.ts'
import { TOO_LARGE } from '../../net/failure.ts'
import { unzipped } from './bytes.ts'
import { decode } from './decode.ts'

type Downloaded<T> = { ok: true; value: T; note: string | null } | { ok: false; message: string; passing: boolean }

interface Reading<T> {
  japanese: boolean
  /** Gets the text in pieces, while it comes. */
  read: (text: AsyncIterable<string>) => Promise<T>
}

/** Fetches a document of a report by its presigned address, without any token; `note` says how its bytes were read. */
export type Download = <T>(url: string, reading: Reading<T>) => Promise<Downloaded<T>>

const HOSTS = ['amazonaws.com', 'amazonaws.com.cn', 'cloudfront.net', 'amazon.com']

/** @param apiUrl The host that stands for Amazon's, if another one does; documents may lie there too. */
export function createDownload(
  apiUrl: string | null,
  options: DownloadOptions & { told?: { log: Log; clock: Clock } } = {},
): Download {
  const own = apiUrl === null ? null : new URL(apiUrl).hostname
  const { told, ...limits } = options
  return async (url, reading) => {
    if (!isTrusted(url, own)) return { ok: false, message: 'points to a place that is not Amazon’s', passing: false }
    let status = 0
    const began = told ? elapsedOf(told.clock) : 0
    const read = (arriving: Arriving) => {
      status = arriving.status
      return readDocument(arriving, reading)
    }
    const answer = await download(url, read, limits)
    if (told) tell(told.log, { url, answer, status, ms: Math.round(elapsedOf(told.clock) - began) })
    options.signal?.throwIfAborted()
    if (answer.ok) return answer.value
    return { ok: false, message: `fails: ${answer.message}`, passing: answer.kind !== 'too-large' }
  }
}

async function readDocument<T>(
  { status, headers, bytes }: Arriving,
  { japanese, read }: Reading<T>,
): Promise<Downloaded<T>> {
  if (status !== 200) {
    const passing = status === 403 || status === 429 || status >= 500
    return { ok: false, message: `answers ${status} (request id ${requestIdOf(headers)})`, passing }
  }
  let note: string | null = null
  const say = (text: string): void => {
    note ??= text
  }
  try {
    const value = await read(decode(bounded(unzipped(bytes), MOST_BYTES), { japanese, say }))
    return { ok: true, value, note }
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown }
    if (code === TOO_LARGE) return { ok: false, message: 'fails: it is too large', passing: false }
    if (String(code).startsWith('Z_')) return { ok: false, message: `cannot be read: ${message}`, passing: true }
    throw error
  }
}

interface Told {
  url: string
  answer: Awaited<ReturnType<typeof download<Downloaded<unknown>>>>
  /** 0: there was no answer. */
  status: number
  ms: number
}

/** A call like the others, and what became of the report. Whoever has the whole address can fetch the document. */
function tell(log: Log, { url, answer, status, ms }: Told): void {
  const { host, pathname: path } = new URL(url)
  const failure = answer.ok ? (answer.value.ok ? undefined : answer.value.message) : answer.message
  const level = failure === undefined ? 'debug' : 'warn'
  const place = { system: 'Amazon', host, path, ...(failure === undefined ? {} : { failure }) }
  log.write(level, HTTP_CALL, { ...place, operation: 'downloadReport', method: 'GET', attempt: 1, status, ms })
  log.write(level, 'report.downloaded', place)
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
