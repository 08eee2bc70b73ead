import type { Log } from '../../model/log.ts'
import { type Arriving, download } from '../../net/download.ts'
import { parseJson } from '../../net/http.ts'
import { pauseFor } from '../../net/steady.ts'
import { Gatherer } from './gather.ts'
import { isRecord } from './raw.ts'
import type { Session } from './session.ts'

export interface FileContext {
  session: Session
  /** 0 <= random < 1 */
  random: () => number
  log: Log
  /** The host that stands for Shopify's, if another one does; files may lie there too. */
  host: string
}

/** What a file held; `problem`: why it cannot be used, as the rest of a sentence. */
export type FileRead = { ok: true; lines: Gatherer } | { ok: false; problem: string }

/** A connection may break, and a file is large. */
const ATTEMPTS = 4
/** Characters that one line may have. */
const LONGEST_LINE = 16 * 1024 * 1024

/** Reads a bulk file while it comes. Its address is signed, so no token goes along, and it is told of nowhere. */
export async function readBulkFile(url: string, context: FileContext): Promise<FileRead> {
  const { session, random, host } = context
  if (!isTrusted(url, host)) return { ok: false, problem: 'lies at an address that is not safe' }
  for (let attempt = 1; ; attempt += 1) {
    const read = await readOnce(url, context)
    if (read.ok || attempt === ATTEMPTS || !read.passing) return read
    await session.wait(pauseFor(attempt, random))
  }
}

/** By https, or where Shopify is another one's host. */
function isTrusted(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host: there } = new URL(url)
  return protocol === 'https:' || there === host
}

type Attempted = { ok: true; lines: Gatherer } | { ok: false; problem: string; passing: boolean }

async function readOnce(url: string, { session, log }: FileContext): Promise<Attempted> {
  const { signal } = session
  const answer = await download(url, linesOf, { signal })
  signal.throwIfAborted()
  const read: Attempted = answer.ok
    ? answer.value
    : { ok: false, problem: `cannot be fetched: ${answer.message}`, passing: answer.kind !== 'too-large' }
  const { host, pathname } = new URL(url)
  const fields = { system: 'Shopify', host, path: pathname }
  if (read.ok) log.write('debug', 'bulk.downloaded', { ...fields, objects: read.lines.objects })
  else log.write('warn', 'bulk.downloaded', { ...fields, failure: read.problem })
  return read
}

async function linesOf({ status, bytes }: Arriving): Promise<Attempted> {
  if (status !== 200) {
    return { ok: false, problem: `answers ${status}`, passing: status === 429 || status >= 500 }
  }
  const lines = new Gatherer()
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = pieces.pop() as string
    if (rest.length > LONGEST_LINE || !pieces.every((piece) => took(lines, piece))) return BROKEN
  }
  return took(lines, rest + decoder.decode()) ? { ok: true, lines } : BROKEN
}

const BROKEN: Attempted = { ok: false, problem: 'holds a line that is no JSON', passing: true }

function took(lines: Gatherer, text: string): boolean {
  if (text.trim() === '') return true
  const line = parseJson(text)
  if (!isRecord(line)) return false
  lines.take(line)
  return true
}
