import { HTTP_CALL, type Log, type LogFields, type LogLevel } from '../model/log.ts'
import type { Secrets } from '../model/secrets.ts'
import type { CallFacts } from './http.ts'
import { redact } from './redact.ts'

/** One attempt at a call, as plain values. */
export interface Exchange {
  /** Who is called, for people. */
  system: string
  about: CallFacts
  method: string
  url: string
  request: Message
  milliseconds: number
  /** `failure`: why there is none. */
  answer: (Message & { status: number }) | { failure: string }
}

interface Message {
  headers: { [name: string]: unknown }
  text: string
}

/** The transcript holds so many characters of a body. */
export const LONGEST_BODY = 10_000

/** Tells of a call: ordinary ones at `debug`, refusals as too many at `info`, trouble at `warn`; at `trace` with all that was said. */
export function logExchange({ log, secrets }: Listener, exchange: Exchange): void {
  const level = levelOf(exchange)
  if (log.keeps(level)) log.write(level, HTTP_CALL, facts(exchange))
  if (log.keeps('trace')) log.write('trace', 'http.transcript', transcript(exchange, secrets))
}

/** Who is told of calls, and what is kept from them. */
export interface Listener {
  log: Log
  secrets: Secrets
}

/** Names under which services send what their support asks for. */
const REQUEST_ID = /(?:request|correlation)-?id$/

/** The service's own name for a call, where its answer has one. @param headers With names in lower case. */
export function requestIdOf(headers: { [name: string]: unknown }): string | null {
  const name = Object.keys(headers).find((header) => REQUEST_ID.test(header) && headers[header] !== '')
  return name === undefined ? null : String(headers[name])
}

function levelOf({ answer }: Exchange): LogLevel {
  if ('failure' in answer || answer.status >= 500) return 'warn'
  return answer.status === 429 ? 'info' : 'debug'
}

function facts({ system, about, method, url, milliseconds, answer }: Exchange): LogFields {
  const { confidential: _, ...known } = about
  const { host, pathname, search } = new URL(url)
  return {
    ...{ system, ...known, method, host, path: pathname + search, ms: Math.round(milliseconds) },
    ...('failure' in answer
      ? { status: 0, failure: answer.failure }
      : { status: answer.status, request_id: requestIdOf(answer.headers), bytes: Buffer.byteLength(answer.text) }),
  }
}

function transcript({ system, about, method, url, request, answer }: Exchange, secrets: Secrets): LogFields {
  const body = (text: string) => (about.confidential ? '[left out: credentials]' : excerpt(text, secrets))
  return {
    ...{ system, operation: about.operation },
    request: { method, url, headers: request.headers, body: body(request.text) },
    answer: 'failure' in answer ? answer : { status: answer.status, headers: answer.headers, body: body(answer.text) },
  }
}

/** The beginning of a body, after secrets are taken out: a cut must not leave half of one. */
function excerpt(text: string, secrets: Secrets): string | null {
  if (text === '') return null
  const whole = String(redact(contentOf(text, secrets), secrets))
  return whole.length > LONGEST_BODY
    ? `${whole.slice(0, LONGEST_BODY)}… (${whole.length.toLocaleString('en-US')} characters)`
    : whole
}

/** What stands under a secret's name can be told from the rest only where the text is JSON. */
function contentOf(text: string, secrets: Secrets): string {
  try {
    return JSON.stringify(redact(JSON.parse(text), secrets))
  } catch {
    return text
  }
}
