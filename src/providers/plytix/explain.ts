import type { Json } from '../../model/json.ts'
import { asList, asObject, asText } from './raw.ts'
import type { Reply } from './reply.ts'

/** What Plytix says of one field. */
export interface FieldError {
  field: string
  /** As Plytix wrote it: text, number, list or object. */
  message: Json
  value: Json
}

const SNIPPET = 160

/** The error list of an answer; it may stand in `error` or at the top. */
export function fieldErrors({ body }: Pick<Reply, 'body'>): FieldError[] {
  const error = errorOf(body)
  return asList(error.errors)
    .map(asObject)
    .map(({ field, msg, value }) => ({ field: asText(field) ?? '', message: msg ?? null, value: value ?? null }))
}

/** What an answer says of its error, at the top or in `error`. */
export function errorOf(body: Json | undefined): ReturnType<typeof asObject> {
  const top = asObject(body)
  return 'error' in top ? asObject(top.error) : top
}

/** What Plytix answered, in one sentence without a full stop. */
export function explain(reply: Reply): string {
  if (reply.status === 0) return `Plytix gives no answer: ${reply.text}`
  if (reply.odd !== undefined) return `Plytix answers ${reply.status} ${reply.odd}`
  const error = errorOf(reply.body)
  const said = [error.msg, error.message, error.detail].map(asText).find((text) => text !== undefined)
  const fields = fieldErrors(reply).filter(isField)
  const details = fields.map(({ field, message, value }) => {
    const named = value === null ? '' : ` ${plain(value)}`
    return `${field}: ${plain(message)}${named}`
  })
  const text = said?.trim() ?? snippet(reply.text)
  const id = reply.requestId == null ? '' : ` (request id ${reply.requestId})`
  return `Plytix answers ${reply.status}: ${text}${details.length > 0 ? ` (${details.join('; ')})` : ''}${id}`
}

/** Plytix repeats the status among the fields. */
export function isField({ field }: FieldError): boolean {
  return field !== 'http_status_code'
}

/** As Plytix wrote it, as text. */
export function plain(message: Json): string {
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
