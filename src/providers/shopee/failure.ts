import { ProviderError } from '../../model/errors.ts'
import type { FailedCall } from '../../model/failed-call.ts'
import type { ErrorClass } from './error-classes.ts'

/** A call that Shopee refuses or does not answer. */
export class ShopeeError extends ProviderError {
  declare readonly call: FailedCall
  /** `unreachable`: no answer came; `garbled`: one that cannot be understood. */
  readonly kind: ErrorClass | 'unreachable' | 'garbled'

  constructor(kind: ShopeeError['kind'], { code, message, hints, call }: Details) {
    super(code, message, { hints, call })
    this.kind = kind
  }
}

interface Details {
  code: string
  message: string
  hints: string[]
  call: FailedCall
}

/** True for a refusal of that class. */
export function isOfClass<K extends ShopeeError['kind']>(
  error: unknown,
  ...kinds: K[]
): error is ShopeeError & { kind: K } {
  return error instanceof ShopeeError && (kinds as string[]).includes(error.kind)
}
