import type { RefusedField } from '../../model/failed-call.ts'
import type { Document } from './document.ts'
import { ShopifyError } from './failure.ts'
import { asList, asRecord, asRecords, asText, type RawRecord } from './raw.ts'

/** What a mutation says of its input: nothing of that mutation was done. */
export interface UserError extends RefusedField {
  /** Dots between the parts, such as `input.variants.4`; empty when it is about all of it. */
  field: string
  /** `null` where the type of the error has none. */
  code: string | null
}

/** `userErrors` of a payload; several errors may be about one field. */
export function userErrorsOf(payload: unknown): UserError[] {
  return asRecords(asRecord(payload).userErrors).map(({ field, message, code }) => ({
    field: asList(field).join('.'),
    message: asText(message) ?? 'no reason is given',
    code: asText(code),
  }))
}

/** The payload of a mutation by its name in the answer. */
export function payloadOf(data: RawRecord, mutation: string): RawRecord {
  return asRecord(data[mutation])
}

/** What a mutation refuses by `userErrors`, as an error. */
export function refusedBy({ name }: Document, errors: readonly UserError[]): ShopifyError {
  const said = errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; ')
  const code = errors.find((error) => error.code !== null)?.code ?? null
  return new ShopifyError('refused', {
    message: `Shopify refuses ${name}: ${code ?? 'user error'} "${said.slice(0, 300)}".`,
    hints: [],
    call: {
      system: 'Shopify',
      operation: name,
      status: 200,
      service_code: code,
      fields: [...errors],
      request_id: null,
    },
    maybeExecuted: false,
  })
}
