import { ShopifyError } from '../../failure.ts'
import type { UserError } from '../../user-errors.ts'
import type { Rejected, WriteContext } from './write-context.ts'

type Tried = Pick<WriteContext, 'session'>

/** What could not be sent at all, or was answered in a way that is no success. */
export function failed({ session }: Tried, why: Pick<Rejected, 'code' | 'message' | 'hint' | 'written'>): Rejected {
  return { outcome: 'rejected', status: session.attempts === 0 ? 0 : 200, attempts: session.attempts, ...why }
}

/** Somebody wrote since it was read. */
const STALE: ReadonlySet<string | null> = new Set(['STALE_OBJECT', 'CHANGE_FROM_QUANTITY_STALE'])

export function isStale(errors: readonly UserError[]): boolean {
  return errors.length > 0 && errors.some(({ code }) => STALE.has(code))
}

const CODES: { readonly [code: string]: string } = {
  PRODUCT_DOES_NOT_EXIST: 'gone',
  PRODUCT_VARIANT_DOES_NOT_EXIST: 'gone',
  AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT: 'gone',
  FILE_DOES_NOT_EXIST: 'gone',
  MEDIA_DOES_NOT_EXIST: 'gone',
  REFERENCE_TARGET_DOES_NOT_EXIST: 'gone',
  HANDLE_NOT_UNIQUE: 'taken',
  CAPABILITY_VIOLATION: 'taken',
  TAKEN: 'taken',
  VARIANT_ALREADY_EXISTS: 'taken',
  OPTIONS_OVER_LIMIT: 'limit',
  INVENTORY_QUANTITIES_LIMIT_EXCEEDED: 'limit',
  PRODUCT_MEDIA_LIMIT_EXCEEDED: 'limit',
  LIMIT_EXCEEDED: 'limit',
  RESOURCE_TYPE_LIMIT_EXCEEDED: 'limit',
}

/** Of a picture that cannot become a file. */
export const IMAGE_HINT =
  'Check that the image URL of the listing opens in a browser, or exclude the image by an override.'

const HINTS: { readonly [code: string]: string } = {
  gone: 'It was deleted in Shopify since it was planned; plan again.',
  taken: 'Another product or variant of the shop has this value; change one of the two, and plan again.',
  limit: "This is a limit of Shopify's: take something away, or split the product.",
  invalid: 'Correct the value in the source, in specs/attributes.yaml or by an override, and plan again.',
}

/** What a mutation says of its input, as the outcome of a write. */
export function refused({ session }: Tried, operation: string, errors: readonly UserError[]): Rejected {
  const code = codeOf(errors)
  return {
    outcome: 'rejected',
    status: 200,
    code,
    message: `Shopify refuses ${operation}: ${textOf(errors)}.`,
    hint: HINTS[code] ?? '',
    attempts: session.attempts,
    call: {
      system: 'Shopify',
      operation,
      service_code: errors.find((error) => error.code !== null)?.code ?? null,
      fields: errors.map(({ field, message }) => ({ field, message })),
      request_id: null,
    },
  }
}

const LONGEST = 300

/** What errors say, each once and without the full stop at the end. */
export function textOf(errors: readonly UserError[]): string {
  const said = errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
  return [...new Set(said)].join('; ').slice(0, LONGEST).replace(/\.$/, '')
}

/** Many refusals have no code of their own. */
function codeOf(errors: readonly UserError[]): string {
  const known = errors.flatMap(({ code }) => (code === null ? [] : (CODES[code] ?? [])))[0]
  if (known !== undefined) return known
  if (errors.some(({ message }) => /already (?:in use|exists)|must be unique/i.test(message))) return 'taken'
  return errors.some(({ message }) => /does not exist/i.test(message)) ? 'gone' : 'invalid'
}

/**
 * A call that was refused as a whole.
 * @throws what it was given, where that is no refusal of this write alone: no token is taken, the shop is closed, or nobody
 *   waits for the write any more
 */
export function failedCall({ session }: Tried, error: unknown): Rejected {
  session.signal.throwIfAborted()
  if (!(error instanceof ShopifyError) || error.kind === 'credentials' || error.kind === 'shop') throw error
  const { status, ...call } = error.call
  const limit = call.service_code === 'VARIANT_THROTTLE_EXCEEDED'
  return {
    outcome: 'rejected',
    status,
    code: limit ? 'limit' : error.code,
    message: error.message,
    hint: limit
      ? 'Shops with many variants may make 1,000 new ones a day: apply what is left tomorrow.'
      : (error.hints[0] ?? HINTS.invalid ?? ''),
    attempts: session.attempts,
    call,
  }
}

/** True for a write of which nobody knows what became. */
export function isUnclear(error: unknown): error is ShopifyError {
  return error instanceof ShopifyError && error.maybeExecuted
}
