import { ProviderError } from '../../model/errors.ts'

interface Details {
  code: string
  message: string
  /** HTTP status, 0 when there was no answer. */
  status: number
  /** Amazon's own code, such as InvalidInput. */
  apiCode: string
  /** The refusal itself, without what changes from one attempt to the next; default: the message. */
  reason?: string
  hints?: string[]
  cause?: unknown
}

/** A call that Amazon refuses or does not answer. */
export class SpApiError extends ProviderError {
  readonly status: number
  readonly apiCode: string
  readonly reason: string

  constructor({ code, message, status, apiCode, reason, hints, cause }: Details) {
    super(code, message, { hints: hints ?? [], cause })
    this.status = status
    this.apiCode = apiCode
    this.reason = reason ?? message
  }
}

/** Removes secrets from a text that a service sent: known ones, and whatever looks like one of Amazon's tokens. */
export type Conceal = (text: string) => string

export function concealer(secrets: string[]): Conceal {
  const known = secrets.filter((secret) => secret !== '')
  return (text) =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
      .replace(/Atz[a-z]\|[^\s"']*/g, '…')
      .slice(0, 300)
}
