import type { RefusedField } from '../../model/failed-call.ts'
import { requestIdOf } from '../../net/exchange.ts'
import type { HttpAnswer, HttpResult } from '../../net/http.ts'
import { retryAfter } from '../../net/patience.ts'
import { isPage } from '../../net/reach.ts'
import type { Document } from './document.ts'
import { type FailureKind, ShopifyError } from './failure.ts'
import { asRecord, asRecords, asText, isRecord, type RawRecord } from './raw.ts'
import { type Circumstances, hintsFor } from './remedies.ts'
import { ignoredFilters } from './search-warnings.ts'

/** What became of one attempt. */
export type Verdict =
  | { is: 'good'; data: RawRecord }
  /** The token is refused; nothing was executed. */
  | { is: 'token'; error: ShopifyError }
  /** It was one call too many, and was not executed. `wait`: milliseconds that the answer asks for, `null`: the bucket tells. */
  | { is: 'throttled'; error: ShopifyError; wait: number | null }
  /** It failed in passing, and may be sent again. */
  | { is: 'passing'; error: ShopifyError }
  | { is: 'final'; error: ShopifyError }

export interface JudgeContext extends Circumstances {
  document: Document
  /** Takes secrets out of a text. */
  conceal: (text: string) => string
  /** Milliseconds since 1970. */
  now: number
}

/** An error that fails a call, as the answer puts it. */
interface Said {
  kind: FailureKind
  status: number
  code: string | null
  text: string
  requestId: string | null
  fields?: RefusedField[]
  maybeExecuted?: boolean
}

/** What an answer means. Refusals come with status 200 as well: in `errors`, beside data or instead of it. */
export function judge(result: HttpResult, context: JudgeContext): Verdict {
  if (!result.ok) {
    const said = { kind: 'unreachable', status: 0, code: result.kind, text: result.message, requestId: null } as const
    return passing({ ...said, maybeExecuted: result.maybeExecuted }, context)
  }
  const { status, json } = result
  if (status !== 200 || isPage(result) || !isRecord(json)) return judgeStatus(result, context)
  const errors = asRecords(json.errors)
  if (errors.length > 0 || typeof json.errors === 'string') return judgeErrors(json, errors, { result, context })
  const requestId = requestIdOf(result.headers)
  const ignored = ignoredFilters(json)
  if (ignored !== null) {
    return final({ kind: 'search', status, code: 'ignored filter', text: ignored, requestId }, context)
  }
  if (isRecord(json.data)) return { is: 'good', data: json.data }
  const text = 'the answer holds neither data nor errors'
  return passing({ kind: 'unavailable', status, code: 'no data', text, requestId, maybeExecuted: true }, context)
}

/** Statuses that say what is wrong by themselves; nothing was executed (shopify.dev, API response status codes). */
const STATUSES: { readonly [status: number]: FailureKind } = {
  401: 'credentials',
  402: 'shop',
  403: 'scope',
  404: 'shop',
  423: 'shop',
}

function judgeStatus(result: HttpAnswer, context: JudgeContext): Verdict {
  const { status, headers, json } = result
  const page = isPage(result)
  const text = page ? 'a page came instead of data' : (wordsOf(json) ?? 'the answer says nothing more')
  const said = { status, code: null, text, requestId: requestIdOf(headers) }
  if (status === 429) {
    const wait = retryAfter(headers['retry-after'], context.now)
    return { is: 'throttled', error: failure({ ...said, kind: 'throttled' }, context), wait }
  }
  if (status === 401) return { is: 'token', error: failure({ ...said, kind: 'credentials' }, context) }
  if (status >= 500 || status < 300) return passing({ ...said, kind: 'unavailable', maybeExecuted: true }, context)
  return final({ ...said, kind: STATUSES[status] ?? 'refused' }, context)
}

/** Elsewhere than in GraphQL `errors` is a text, or holds texts by names. */
function wordsOf(json: unknown): string | null {
  const { errors, error_description, error } = asRecord(json)
  if (isRecord(errors)) return JSON.stringify(errors).slice(0, 200)
  return asText(errors) ?? asText(error_description) ?? asText(error)
}

const ERROR_CODES: { readonly [code: string]: FailureKind } = {
  THROTTLED: 'throttled',
  ACCESS_DENIED: 'scope',
  MAX_COST_EXCEEDED: 'too-large',
  MAX_INPUT_SIZE_EXCEEDED: 'too-large',
  INTERNAL_SERVER_ERROR: 'unavailable',
  SHOP_INACTIVE: 'shop',
}

interface Answered {
  result: HttpAnswer
  context: JudgeContext
}

function judgeErrors(body: RawRecord, errors: RawRecord[], { result, context }: Answered): Verdict {
  const coded = errors.map((error) => ({ error, code: asText(asRecord(error.extensions).code) }))
  const kindOf = (code: string | null): FailureKind => ERROR_CODES[code ?? ''] ?? 'refused'
  // What passes decides: it is no word on the rest.
  const first =
    coded.find(({ code }) => kindOf(code) === 'throttled') ??
    coded.find(({ code }) => kindOf(code) === 'unavailable') ??
    coded[0]
  const { extensions } = first?.error ?? {}
  const said: Said = {
    kind: kindOf(first?.code ?? null),
    status: result.status,
    code: first?.code ?? null,
    text: asText(first?.error.message) ?? asText(body.errors) ?? 'no reason is given',
    requestId: asText(asRecord(extensions).requestId) ?? requestIdOf(result.headers),
    fields: refusedFields(first?.error ?? {}),
    // A part of the payload may fail after the mutation itself was carried out.
    maybeExecuted: kindOf(first?.code ?? null) === 'unavailable' || isPartial(body.data),
  }
  if (said.kind === 'throttled') return { is: 'throttled', error: failure(said, context), wait: null }
  return said.kind === 'unavailable' ? passing(said, context) : final(said, context)
}

/** Some field of the document has a value. */
function isPartial(data: unknown): boolean {
  return Object.values(asRecord(data)).some((value) => value !== null)
}

/** Of a variable that does not fit: which part of it, and why. Of anything else: the place in the document. */
function refusedFields({ path, message, extensions }: RawRecord): RefusedField[] {
  const problems = asRecords(asRecord(extensions).problems)
  if (problems.length > 0) {
    return problems.map((problem) => ({ field: placeOf(problem.path), message: asText(problem.explanation) ?? '' }))
  }
  const field = placeOf(path)
  return field === '' ? [] : [{ field, message: asText(message) ?? '' }]
}

function placeOf(path: unknown): string {
  return Array.isArray(path) ? path.join('.') : ''
}

/** A write that may have been executed is not sent again. */
function passing(said: Said, context: JudgeContext): Verdict {
  const error = failure(said, context)
  return { is: error.maybeExecuted ? 'final' : 'passing', error }
}

function final(said: Said, context: JudgeContext): Verdict {
  return { is: 'final', error: failure(said, context) }
}

/** Characters of what Shopify says that a message repeats. */
const LONGEST = 300

function failure(said: Said, context: JudgeContext): ShopifyError {
  const { kind, status, code, requestId, fields = [], maybeExecuted = false } = said
  const { document, conceal } = context
  const text = conceal(said.text).slice(0, LONGEST)
  const named = code === null ? String(status) : conceal(code)
  const call = { system: 'Shopify', operation: document.name, status, service_code: code, request_id: requestId }
  const message =
    status === 0
      ? `Shopify cannot be reached (${document.name}): ${text}.`
      : `Shopify refuses ${document.name}: ${named} "${text}" (request id ${requestId ?? 'none'}).`
  return new ShopifyError(kind, {
    message,
    hints: hintsFor(kind, { status, text, code }, context),
    call: { ...call, fields: fields.map((field) => ({ ...field, message: conceal(field.message) })) },
    maybeExecuted: maybeExecuted && document.write,
  })
}
