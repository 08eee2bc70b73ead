import { elapsedOf } from '../../../../model/clock.ts'
import { HTTP_CALL } from '../../../../model/log.ts'
import { UNREACHABLE } from '../../../../model/target.ts'

import { downloadPublic, type PublicDownload } from '../../../../net/public-download.ts'
import { pauseFor } from '../../../../net/steady.ts'
import type { ClientOptions } from '../../client.ts'
import type { Session } from '../../session.ts'

/** Why a picture could not be had: the code of the refusal, and what is wrong as the rest of a sentence. */
export interface Unfetched {
  code: typeof UNREACHABLE | 'image'
  problem: string
}

/** Bytes of the largest picture that Shopify takes (help.shopify.com, product media types). */
const MOST_PICTURE = 20_000_000
/** Milliseconds for the whole of a picture. */
const DEADLINE = 60_000
const ATTEMPTS = 3

/** The bytes of a picture at an address of somebody else's. No token goes along. @throws the session's reason to end */
export async function downloadPicture(
  url: string,
  { session, options }: { session: Session; options: ClientOptions },
): Promise<Buffer | Unfetched> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(url, { session, options, attempt })
    if (answer.is === 'there') return answer.bytes
    if (attempt === ATTEMPTS || !isPassing(answer)) return unfetched(answer)
    await session.wait(pauseFor(attempt, options.random))
  }
}

interface Asking {
  session: Session
  options: ClientOptions
  attempt: number
}

async function ask(url: string, { session, options, attempt }: Asking): Promise<PublicDownload> {
  const { clock, log, credentials, userAgent } = options
  const began = elapsedOf(clock)
  const answer = await downloadPublic(url, {
    ...{ signal: session.signal, max_bytes: MOST_PICTURE, deadline: DEADLINE },
    headers: { accept: 'image/*', 'user-agent': userAgent },
    trusted: standIn(credentials.baseUrl),
  })
  const { host, pathname: path } = new URL(url)
  const status = answer.is === 'there' ? 200 : answer.is === 'status' ? answer.status : 0
  const failure = answer.is === 'there' ? {} : { failure: unfetched(answer).problem }
  const call = { system: 'pictures', operation: 'downloadPicture', method: 'GET', host, path, attempt, status }
  log.write(answer.is === 'there' ? 'debug' : 'warn', HTTP_CALL, {
    ...call,
    ...{ ms: Math.round(elapsedOf(clock) - began), ...failure },
  })
  return answer
}

/** The host that stands for Shopify, if another one does: pictures may lie there too. */
export function standIn(baseUrl: string): string | null {
  const { protocol, hostname } = new URL(baseUrl)
  return protocol === 'https:' ? null : hostname
}

type Without = Exclude<PublicDownload, { is: 'there' }>

function isPassing(answer: Without): boolean {
  if (answer.is === 'status') return answer.status === 429 || answer.status >= 500
  return answer.is === 'failed' && !LASTING.has(answer.failure.kind)
}

const LASTING: ReadonlySet<string> = new Set(['too-large', 'private', 'dns'])

function unfetched(answer: Without): Unfetched {
  if (answer.is === 'unsafe') return { code: 'image', problem: answer.why }
  if (answer.is === 'status') return { code: UNREACHABLE, problem: `answers with ${answer.status}` }
  if (answer.is === 'late') return { code: UNREACHABLE, problem: `does not give it within ${DEADLINE / 1000} seconds` }
  const { kind, message } = answer.failure
  if (kind === 'too-large') return { code: 'image', problem: `gives more than ${MOST_PICTURE / 1e6} MB` }
  return { code: kind === 'private' ? 'image' : UNREACHABLE, problem: `gives nothing: ${message}` }
}
