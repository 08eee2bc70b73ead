import { ProviderError } from '../../model/errors.ts'
import type { FailedCall, RefusedField } from '../../model/failed-call.ts'
import { createSecrets, REMOVED } from '../../net/secrets.ts'

interface Details {
  code: string
  message: string
  /** HTTP status, 0 when there was no answer. */
  status: number
  /** Amazon's own code, such as InvalidInput. */
  apiCode: string
  /** The refusal itself, without what changes from one attempt to the next; default: the message. */
  reason?: string
  /** What was asked, such as `searchCatalogItems`. */
  operation: string
  fields?: RefusedField[]
  requestId?: string | null
  hints?: string[]
  cause?: unknown
}

/** A call that Amazon refuses or does not answer. */
export class SpApiError extends ProviderError {
  declare readonly call: FailedCall
  readonly status: number
  readonly apiCode: string
  readonly reason: string

  constructor({ code, message, status, apiCode, reason, hints, cause, ...asked }: Details) {
    const { operation, fields = [], requestId: request_id = null } = asked
    const call = { system: 'Amazon', operation, status, service_code: apiCode, fields, request_id }
    super(code, message, { hints: hints ?? [], cause, call })
    this.status = status
    this.apiCode = apiCode
    this.reason = reason ?? message
  }
}

/** Removes secrets from a text that a service sent: known ones, and whatever looks like one of Amazon's tokens. */
export type Conceal = (text: string) => string

export function concealer(secrets: string[]): Conceal {
  const { conceal } = createSecrets(...secrets)
  return (text) =>
    conceal(text)
      .replace(/Atz[a-z]\|[^\s"']*/g, REMOVED)
      .slice(0, 300)
}
