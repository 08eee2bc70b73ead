import { ProviderError } from '../../model/errors.ts'
import type { FailedCall } from '../../model/failed-call.ts'

/**
 * What is wrong, told by the words of an answer. `36009004` stands for about a dozen of them, so that the code alone says
 * nothing (contract, 4).
 */
export type Kind =
  | 'signature'
  | 'clock'
  | 'app'
  | 'expired'
  | 'token'
  | 'scope'
  | 'address'
  | 'shop'
  | 'rate'
  | 'quota'
  | 'internal'
  | 'gone'
  | 'too-many'
  | 'page'
  | 'refused'

interface Details {
  kind: Kind
  /** Of the program's errors. */
  code: string
  message: string
  hints: string[]
  /** What was asked, such as `search products`. */
  operation: string
  /** HTTP status, 0 when there was no answer. */
  status: number
  /** The service's own code. */
  apiCode: string | null
  requestId: string | null
  cause?: unknown
}

/** A call that TikTok Shop refuses or does not answer. */
export class TikTokShopError extends ProviderError {
  declare readonly call: FailedCall
  readonly kind: Kind

  constructor({ kind, code, message, hints, cause, operation, status, apiCode, requestId }: Details) {
    const call = {
      system: TITLE,
      operation,
      status,
      service_code: apiCode,
      fields: [],
      request_id: requestId,
    }
    super(code, message, { hints, cause, call })
    this.kind = kind
  }
}

export const TITLE = 'TikTok Shop'

/** True for a refusal of one of these kinds. */
export function isRefusal(error: unknown, ...kinds: Kind[]): error is TikTokShopError {
  return error instanceof TikTokShopError && kinds.includes(error.kind)
}
