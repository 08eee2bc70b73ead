import type { HttpResult } from '../../net/http.ts'
import { retryAfter } from '../../net/patience.ts'
import type { Heard } from '../../net/steady.ts'
import { bareCode, classOf, type ErrorClass } from './error-classes.ts'
import { ShopeeError } from './failure.ts'
import { asRecord, asText, type RawRecord } from './raw.ts'
import { type Circumstances, CODES, remediesFor } from './remedies.ts'

export interface JudgeContext {
  /** As Shopee's documentation calls it. */
  operation: string
  shopId: string
  signed: string
  ahead: () => number | null
  /** Takes secrets out of a text. */
  conceal: (text: string) => string
  /** Milliseconds since 1970. */
  now: number
  /** The part of the answer that holds what was asked for; `null`: all of it. */
  under: 'response' | null
  /** It may hold nothing: whoever asked looks for what is lacking. */
  mayBeEmpty: boolean
}

/** Those that pass; all others are final. */
const PASSING: ReadonlySet<ErrorClass> = new Set(['server'])

/**
 * What an answer means. The body decides, whatever the status: refusals come with status 200, and some good answers lack
 * the key `error` or have a dash in it. @throws ShopeeError for what would be refused again
 */
export function judge(result: HttpResult, context: JudgeContext): Heard<RawRecord> {
  if (!result.ok) return { is: 'failed', error: unreachable(result.message, result.kind, context) }
  const body = asRecord(result.json)
  const code = errorOf(body)
  if (code === null) return good(result.status, body, context)
  const words = asText(body.message) ?? ''
  const kind = classOf(code, words)
  const error = refusal({ kind, code, words, status: result.status, requestId: asText(body.request_id) }, context)
  const wait = retryAfter(result.headers['retry-after'], context.now)
  if (kind === 'burst') return { is: 'throttled', error, wait }
  if (PASSING.has(kind)) return { is: 'failed', error }
  throw error
}

/** Shopee's own code of a refusal; `null` where the body is none. */
function errorOf(body: RawRecord): string | null {
  const code = asText(body.error)
  return code === null || code === '-' || code === '0' ? null : code
}

function good(status: number, body: RawRecord, context: JudgeContext): Heard<RawRecord> {
  const value = context.under === null ? body : asRecord(body[context.under])
  const says = Object.keys(value).length > 0 || (context.mayBeEmpty && Object.keys(body).length > 0)
  if (status >= 200 && status < 300 && says) return { is: 'good', value }
  const { operation } = context
  const said = status === 200 ? 'without what was asked for' : 'that is no answer of its own'
  const error = new ShopeeError('garbled', {
    code: CODES.garbled,
    message: `Shopee answers ${operation} with status ${status} ${said}.`,
    hints: ['Try again later; where a page came instead, a proxy may stand in the place of Shopee.'],
    call: callOf(context, { status, code: null, requestId: asText(body.request_id) }),
  })
  return status === 429 ? { is: 'throttled', error, wait: null } : { is: 'failed', error }
}

interface Refused {
  kind: ErrorClass
  code: string
  words: string
  status: number
  requestId: string | null
}

function refusal({ kind, code, words, status, requestId }: Refused, context: JudgeContext): ShopeeError {
  const { operation, shopId, signed, conceal } = context
  const about: Circumstances = { words, shopId, signed, ahead: context.ahead() }
  const quote = words === '' ? '' : ` "${conceal(words).slice(0, 300)}"`
  const message = `Shopee refuses ${operation}: ${conceal(bareCode(code))}${quote} (request id ${requestId ?? 'none'}).`
  const call = callOf(context, { status, code: conceal(code), requestId })
  return new ShopeeError(kind, { code: CODES[kind], message, hints: remediesFor(kind, about), call })
}

function unreachable(message: string, kind: string, context: JudgeContext): ShopeeError {
  return new ShopeeError('unreachable', {
    code: CODES.unreachable,
    message: `Shopee cannot be reached (${context.operation}): ${message}.`,
    hints: ['Check the network, and SHOPEE_API_URL if it is set.'],
    call: callOf(context, { status: 0, code: kind, requestId: null }),
  })
}

function callOf(
  { operation }: JudgeContext,
  { status, code, requestId }: { status: number; code: string | null; requestId: string | null },
) {
  return { system: 'Shopee', operation, status, service_code: code, fields: [], request_id: requestId }
}
