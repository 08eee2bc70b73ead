import type { Json, JsonObject } from '../../model/json.ts'
import { requestIdOf } from '../../net/exchange.ts'
import type { HttpRequest, HttpResult } from '../../net/http.ts'
import type { Verdict } from '../../net/retry.ts'
import { oddityOf, recordsOf } from './raw.ts'

export interface Reply {
  /** HTTP status, 0 when there was no answer. */
  status: number
  /** True when the answer tells nothing: a write may or may not have been executed. */
  unclear: boolean
  /** The records of the answer; `null` when it is not in Plytix's envelope. */
  records: JsonObject[] | null
  body?: Json
  /** Why an answer that should be a success is not understood; absent when it is. */
  odd?: string
  /** The answer as it came, or why there is none. */
  text: string
  /** What was asked, for people. */
  operation?: string
  /** `null` when the answer names none. */
  requestId?: string | null
}

export interface Call {
  method: HttpRequest['method']
  url: URL
  body?: Json
  read: boolean
  /** What it asks for, for people. */
  operation: string
  /** From 1 on. */
  attempt?: number
}

/** Anything but silence and trouble at the other end. */
export function isAnswer(status: number): boolean {
  return status > 0 && status < 500
}

export function isSuccess({ status, unclear }: Reply): boolean {
  return status >= 200 && status < 300 && !unclear
}

export function judge(reply: Reply, read: boolean): Verdict {
  if (reply.status === 429) return 'throttled'
  if (read) return isSuccess(reply) || (reply.status >= 300 && reply.status < 500) ? 'done' : 'again'
  return reply.status === 0 && !reply.unclear ? 'again' : 'done'
}

export function toReply(result: HttpResult, { read, url, operation }: Call): Reply {
  if (!result.ok) {
    const unclear = !read && result.maybeExecuted
    return { status: 0, unclear, records: null, text: `${result.message} (${url.host})`, operation }
  }
  const { status, text, json, headers } = result
  const records = recordsOf(json)
  const odd = status >= 200 && status < 300 ? oddSuccess(status, text, records) : null
  const unclear = odd !== null || (!read && status >= 500)
  return {
    status,
    unclear,
    records,
    text,
    operation,
    requestId: requestIdOf(headers),
    ...(json === undefined ? {} : { body: json }),
    ...(odd === null ? {} : { odd }),
  }
}

/** What was done is answered with records; what will be done, or leaves nothing to show, may be answered with nothing. */
function oddSuccess(status: number, text: string, records: JsonObject[] | null): string | null {
  if (status <= 201) return oddityOf(records)
  return records === null && text.trim() !== '' ? oddityOf(records) : null
}
