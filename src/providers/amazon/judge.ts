import type { RefusedField } from '../../model/failed-call.ts'
import { requestIdOf } from '../../net/exchange.ts'
import type { Failure } from '../../net/failure.ts'
import { type Conceal, SpApiError } from './failure.ts'
import { type Marketplace, REGION_NAMES } from './marketplaces.ts'
import { asRecords, asText, isRecord, type RawRecord } from './raw.ts'
import type { SpApiAnswer } from './sp-api.ts'

/** `token`: the access token is refused. `passing`: worth another try. `refused`: it stays so. */
export type Judgement =
  | { verdict: 'answer'; body: RawRecord }
  | { verdict: 'token' | 'passing' | 'refused'; error: SpApiError }

interface JudgeContext {
  operation: string
  marketplace: Marketplace
  /** How many times the call was sent by now. */
  attempts: number
  /** The list that an answer must hold to say anything. */
  list?: string | undefined
  conceal: Conceal
}

/** What an answer means: the status decides, the codes are not one list. */
export function judge(answer: SpApiAnswer, context: JudgeContext): Judgement {
  const body = parse(answer.text)
  const { status } = answer
  if (status >= 200 && status < 300 && body) return lacks(body, context) ?? { verdict: 'answer', body }
  const error = describe(answer, body, context)
  if (status === 403) return { verdict: isTokenRefusal(body) ? 'token' : 'refused', error }
  const passing = body === null || status === 429 || status >= 500 || status < 300
  return { verdict: passing ? 'passing' : 'refused', error }
}

/** Without the list that was asked for nothing can be concluded, least of all that there is nothing. */
function lacks(body: RawRecord, { operation, attempts, list }: JudgeContext): Judgement | null {
  if (list === undefined || Array.isArray(body[list])) return null
  const said = `Amazon answers ${operation} with status 200 and without the list "${list}".`
  const error = new SpApiError({
    code: 'amazon-unavailable',
    operation,
    message: `${said.slice(0, -1)}${tries(attempts)}: the answer says nothing.`,
    status: 200,
    apiCode: 'no list',
    reason: said,
    hints: ['Try again later.'],
  })
  return { verdict: 'passing', error }
}

/** No answer came at all. */
export function unreachable({ kind, message }: Failure, { operation, attempts }: JudgeContext): Judgement {
  const error = new SpApiError({
    code: 'amazon-unreachable',
    operation,
    message: `Amazon SP-API (${operation}) cannot be reached${tries(attempts)}: ${message}.`,
    status: 0,
    apiCode: kind,
    hints: ['Check the network, and SP_API_URL if it is set.'],
  })
  return { verdict: ['refused', 'dns', 'tls'].includes(kind) ? 'refused' : 'passing', error }
}

/** `null` for anything but an object: gateways in front of the service answer with HTML. */
function parse(text: string): RawRecord | null {
  try {
    const body: unknown = JSON.parse(text)
    return isRecord(body) ? body : null
  } catch {
    return null
  }
}

function describe({ status, headers }: SpApiAnswer, body: RawRecord | null, context: JudgeContext): SpApiError {
  const { operation, conceal, attempts } = context
  const first = asRecords(body?.errors)[0] ?? {}
  const apiCode = asText(first.code) ?? (body ? 'no code' : 'answer is not JSON')
  const said = [first.message, first.details].flatMap((text) => asText(text) ?? []).join(' ')
  const quote = said === '' ? '' : ` "${conceal(said)}"`
  const requestId = requestIdOf(headers)
  const { code, hints } = advise(status, body, context)
  return new SpApiError({
    code,
    hints,
    operation,
    requestId,
    fields: refusedFields(body, conceal),
    message: `Amazon SP-API refuses ${operation}${tries(attempts)}: ${status} ${conceal(apiCode)}${quote} (request id ${requestId ?? 'none'}).`,
    status,
    apiCode,
    reason: `Amazon refuses ${operation}: ${status} ${conceal(apiCode)}${quote}.`,
  })
}

const PARAMETER = /'([A-Za-z][\w.]*)'/

/** Amazon names the parameters that it refuses in its texts, in quotes. */
function refusedFields(body: RawRecord | null, conceal: Conceal): RefusedField[] {
  return asRecords(body?.errors).flatMap(({ message, details }) => {
    const text = [message, details].flatMap((part) => asText(part) ?? []).join(' ')
    const field = PARAMETER.exec(text)?.[1]
    return field === undefined ? [] : [{ field: conceal(field), message: conceal(text) }]
  })
}

function tries(attempts: number): string {
  return attempts > 1 ? ` after ${attempts} attempts` : ''
}

/** Sources: selling-partner-api-models#230 and #1836, and what clients match on. */
function isTokenRefusal(body: RawRecord | null): boolean {
  const details = asRecords(body?.errors).map((error) => asText(error.details) ?? '')
  return details.some((text) => /access token.*(expired|revoked|malformed|invalid)/i.test(text))
}

interface Advice {
  code: string
  hints: string[]
}

function advise(status: number, body: RawRecord | null, context: JudgeContext): Advice {
  if (status === 403) return { code: 'amazon-denied', hints: denied(body, context) }
  if (status === 429) {
    return { code: 'amazon-throttled', hints: ['Another program may use the same application; try again later.'] }
  }
  if (status >= 500) return { code: 'amazon-unavailable', hints: ['Try again later; Amazon asks for the request id.'] }
  return { code: 'amazon-refused', hints: body === null ? [NOT_AMAZON] : [] }
}

const NOT_AMAZON =
  'A proxy or another server may stand in the place of Amazon: check the network, and SP_API_URL if it is set.'

/** All kinds of 403 have one code; what else the answer says tells some of them apart. */
function denied(body: RawRecord | null, { marketplace, operation }: JudgeContext): string[] {
  if (body === null) return [NOT_AMAZON]
  if (isTokenRefusal(body)) {
    return [
      'Login with Amazon granted the token, and the API refuses it: check that SP_API_URL and SP_API_LWA_URL belong together where they are set.',
      'If the authorisation was revoked, authorise the application again and set the new SP_API_REFRESH_TOKEN.',
    ]
  }
  if (asRecords(body.errors).some(({ code }) => code === 'MissingAuthenticationToken')) {
    return ['The address is none that Amazon knows: correct SP_API_URL, or leave it unset.']
  }
  const region = REGION_NAMES[marketplace.region]
  const role = /Report/.test(operation) ? 'Inventory and Order Tracking (or Product Listing)' : 'Product Listing'
  return [
    `Check that the application has the role ${role}; after adding it, authorise the application again and set the new SP_API_REFRESH_TOKEN.`,
    `Check that SP_API_REFRESH_TOKEN is of the region of marketplace ${marketplace.code} (${region}), and that the seller account is authorised there.`,
    'A new authorisation can take up to 24 hours.',
  ]
}
