import { ProviderError } from '../../model/errors.ts'

interface Details {
  code: string
  message: string
  /** HTTP status, 0 when there was no answer. */
  status: number
  /** Amazon's own code, such as InvalidInput. */
  apiCode: string
  hints?: string[]
  cause?: unknown
}

/** A call that Amazon refuses or does not answer. */
export class SpApiError extends ProviderError {
  readonly status: number
  readonly apiCode: string

  constructor({ code, message, status, apiCode, hints, cause }: Details) {
    super(code, message, { hints: hints ?? [], cause })
    this.status = status
    this.apiCode = apiCode
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
