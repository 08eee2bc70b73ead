import { ProviderError } from '../../model/errors.ts'
import type { Json } from '../../model/json.ts'
import type { Applied } from '../../model/target.ts'
import { asList, asObject, asText } from './raw.ts'
import type { Reply } from './reply.ts'

export interface FieldError {
  field: string
  /** As Plytix wrote it: text, number, list or object. */
  message: Json
  value: Json
}

/** How often it was tried. */
interface Tried {
  readonly attempts: number
}

export type Rejected = Extract<Applied, { outcome: 'rejected' }>

const SNIPPET = 160

/** The code of an answer that cannot be understood: nothing is concluded from it. */
export const NOT_UNDERSTOOD = 'unexpected-answer'

/** The error list of an answer; it may stand in `error` or at the top. */
export function fieldErrors({ body }: Reply): FieldError[] {
  const error = errorOf(body)
  return asList(error.errors)
    .map(asObject)
    .map(({ field, msg, value }) => ({ field: asText(field) ?? '', message: msg ?? null, value: value ?? null }))
}

function errorOf(body: Json | undefined): ReturnType<typeof asObject> {
  const top = asObject(body)
  return 'error' in top ? asObject(top.error) : top
}

/** What Plytix answered, in one sentence without a full stop. */
export function explain(reply: Reply): string {
  if (reply.status === 0) return `Plytix gives no answer: ${reply.text}`
  if (reply.odd !== undefined) return `Plytix answers ${reply.status} ${reply.odd}`
  const error = errorOf(reply.body)
  const said = [error.msg, error.message, error.detail].map(asText).find((text) => text !== undefined)
  const fields = fieldErrors(reply).filter(({ field }) => field !== 'http_status_code')
  const details = fields.map(({ field, message, value }) => {
    const named = value === null ? '' : ` ${plain(value)}`
    return `${field}: ${plain(message)}${named}`
  })
  const text = said?.trim() ?? snippet(reply.text)
  return `Plytix answers ${reply.status}: ${text}${details.length > 0 ? ` (${details.join('; ')})` : ''}`
}

function plain(message: Json): string {
  return typeof message === 'string' ? message : JSON.stringify(message)
}

/** Something readable of a body that is not Plytix's, such as a proxy's page. */
function snippet(text: string): string {
  const words = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return words === '' ? 'nothing more' : words.slice(0, SNIPPET)
}

const CODES: { [status: number]: string } = {
  0: 'unreachable',
  400: 'invalid',
  401: 'credentials',
  403: 'forbidden',
  404: 'gone',
  409: 'refused',
  422: 'invalid',
  429: 'throttled',
}

const HINTS: { [code: string]: string } = {
  unreachable: 'Check the network, and PLYTIX_API_URL if it is set.',
  unavailable: 'Plytix has a problem of its own; the run can be resumed later.',
  credentials: 'Check PLYTIX_API_KEY and PLYTIX_API_PASSWORD.',
  forbidden: 'Give the API credentials the permission for this in Plytix.',
  gone: 'It was deleted in Plytix since it was planned; plan again.',
  [NOT_UNDERSTOOD]: 'Try again in a few minutes; if it stays so, check PLYTIX_API_URL, and tell Plytix.',
  throttled: 'Other programs use up the allowance of this account; try later, or lower quota_share.',
  invalid: 'Correct the value in the source, in specs/attributes.yaml or by an override, and plan again.',
  refused: 'Plan again to see what is there now.',
}

/** Hints for messages whose cause is known. */
const KNOWN: [pattern: RegExp, hint: string][] = [
  [/invalid date format/i, 'Plytix takes dates as YYYY-MM-DD: correct what fills this attribute.'],
  [/label does not exist/i, 'The attribute is missing in Plytix; plan again to have it created.'],
  [
    /not a? ?valid values? for/i,
    'Add the value to the options of this attribute in specs/attributes.yaml, and plan again.',
  ],
  [/invalid input type/i, 'Plytix takes an asset as an object with its id, and a text as text.'],
]

function codeOf({ status, odd }: Reply): string {
  if (odd !== undefined) return NOT_UNDERSTOOD
  return CODES[status] ?? (status >= 500 ? 'unavailable' : 'refused')
}

/** A refusal as the outcome of a write. */
export function rejected(reply: Reply, { attempts }: Tried): Rejected {
  const code = codeOf(reply)
  const message = explain(reply)
  const hint = KNOWN.find(([pattern]) => pattern.test(message))?.[1] ?? HINTS[code] ?? ''
  return { outcome: 'rejected', status: reply.status, code, message: `${message}.`, hint, attempts }
}

/** An answer that does not hold what was sent, or that this program cannot take for a success. */
export function failed(
  { attempts }: Tried,
  { status }: Pick<Reply, 'status'>,
  why: { code: string; message: string; hint: string },
): Rejected {
  return { outcome: 'rejected', status, attempts, ...why }
}

/** An answer that was asked for several times, and says nothing. @param why Without a full stop. */
export function notUnderstood(what: string, why: string): ProviderError {
  const message = `Plytix's answers about ${what} are not understood, and nothing is concluded from them: ${why}.`
  return new ProviderError(NOT_UNDERSTOOD, message, { hints: [HINTS[NOT_UNDERSTOOD] ?? ''] })
}

/** What ends a read. */
export function readError(reply: Reply, what: string): ProviderError {
  const code = codeOf(reply)
  if (code === NOT_UNDERSTOOD) return notUnderstood(what, explain(reply))
  if (code === 'unreachable') {
    return new ProviderError(code, `Plytix cannot be reached to read ${what}: ${reply.text}.`, {
      hints: [HINTS.unreachable ?? ''],
    })
  }
  const wrongPlace = code === 'gone' || code === 'invalid' || code === 'refused'
  return new ProviderError(code, `Plytix does not let ${what} be read: ${explain(reply)}.`, {
    hints: [wrongPlace ? 'Check PLYTIX_API_URL.' : (HINTS[code] ?? '')],
  })
}

/** The status behind an error's code; 0 when nothing was answered. */
export function statusOf({ code }: ProviderError): number {
  const known = Object.entries(CODES).find(([, name]) => name === code)
  return known ? Number(known[0]) : code === 'unavailable' ? 503 : 0
}
