import { ProviderError } from '../../model/errors.ts'
import type { FailedCall } from '../../model/failed-call.ts'

/** What a call came to grief by. */
export type FailureKind =
  /** The token, or the app's id and secret, are refused. */
  | 'credentials'
  /** The app lacks an access scope. */
  | 'scope'
  /** The shop is closed, frozen, locked, or is none. */
  | 'shop'
  /** The document, or its variables, do not fit the schema that answered; or the service refuses them. */
  | 'refused'
  /** One call asks for more points than any may, or for more values than a list may hold. */
  | 'too-large'
  /** A filter of a search that Shopify does not know: it would have found everything. */
  | 'search'
  /** No answer, or one that cannot be understood, or an error of Shopify's own. */
  | 'unreachable'
  | 'unavailable'
  /** One call too many, again and again. */
  | 'throttled'

/** The codes that people see; `credentials` and `outage` pause a run, and a read that ends so can go on later. */
const CODES: { readonly [kind in FailureKind]: string } = {
  credentials: 'credentials',
  scope: 'shopify-scope',
  shop: 'shopify-shop',
  refused: 'shopify-refused',
  'too-large': 'shopify-too-large',
  search: 'shopify-refused',
  unreachable: 'shopify-unreachable',
  unavailable: 'shopify-unavailable',
  throttled: 'shopify-throttled',
}

interface Details {
  message: string
  hints: string[]
  call: FailedCall
  /** True when a mutation may have been executed all the same. */
  maybeExecuted: boolean
  cause?: unknown
}

/** A call that Shopify refuses or does not answer. */
export class ShopifyError extends ProviderError {
  declare readonly call: FailedCall
  readonly kind: FailureKind
  /** True when it may have been executed all the same: whoever wrote has to look. Always false of a read. */
  readonly maybeExecuted: boolean

  constructor(kind: FailureKind, { message, hints, call, maybeExecuted, cause }: Details) {
    super(CODES[kind], message, { hints, call, cause })
    this.kind = kind
    this.maybeExecuted = maybeExecuted
  }
}

/** True for a failure of one of these kinds. */
export function isOfKind(error: unknown, ...kinds: FailureKind[]): error is ShopifyError {
  return error instanceof ShopifyError && kinds.includes(error.kind)
}
