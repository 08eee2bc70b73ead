import type { FailedCall } from '../../model/failed-call.ts'
import { errorOf, fieldErrors, isField, plain } from './explain.ts'
import { asText } from './raw.ts'
import type { Reply } from './reply.ts'

/** An answer that is no success as errors carry it; `null` when there was no call. */
export function failedCall(reply: Partial<Reply>): FailedCall | null {
  const { operation, status = 0, requestId = null } = reply
  if (operation === undefined) return null
  const fields = fieldErrors(reply).filter(isField)
  return {
    ...{ system: 'Plytix', operation, status },
    service_code: asText(errorOf(reply.body).code) ?? null,
    fields: fields.map(({ field, message }) => ({ field, message: plain(message) })),
    request_id: requestId,
  }
}
