import { type DownloadLimits, download } from '../../net/download.ts'
import { type ReadText, readBytes, unzipped } from './bytes.ts'

type Downloaded = ({ ok: true } & ReadText) | { ok: false; message: string; passing: boolean }

/** Fetches a document of a report by its presigned address, without any token. */
export type Download = (url: string, options: { japanese: boolean }) => Promise<Downloaded>

/** What one text can hold at most. */
const MAX_BYTES = 512 * 1024 * 1024
const HOSTS = ['amazonaws.com', 'amazonaws.com.cn', 'cloudfront.net', 'amazon.com']

/** @param apiUrl The host that stands for Amazon's, if another one does; documents may lie there too. */
export function createDownload(
  apiUrl: string | null,
  signal?: AbortSignal,
  limits: Partial<DownloadLimits> = {},
): Download {
  const own = apiUrl === null ? null : new URL(apiUrl).hostname
  return async (url, options) => {
    if (!isTrusted(url, own)) return { ok: false, message: 'points to a place that is not Amazon’s', passing: false }
    const answer = await download(url, signal, limits)
    signal?.throwIfAborted()
    if (!answer.ok) return { ok: false, message: `fails: ${answer.message}`, passing: answer.kind !== 'too-large' }
    const { status, headers, bytes } = answer
    if (status === 200) return readDocument(bytes, options)
    const passing = status === 403 || status === 429 || status >= 500
    return { ok: false, message: `answers ${status} (request id ${requestIdOf(headers)})`, passing }
  }
}

function readDocument(bytes: Buffer, options: { japanese: boolean }): Downloaded {
  try {
    return { ok: true, ...readBytes(unzipped(bytes, MAX_BYTES), options) }
  } catch (error) {
    return { ok: false, message: `cannot be read: ${(error as Error).message}`, passing: true }
  }
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
