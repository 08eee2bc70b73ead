import type { Document } from '../../document.ts'
import { ShopifyError } from '../../failure.ts'

/** An answer that is none to what was asked. @param what As a sentence without its end. */
export function notUnderstood({ name }: Pick<Document, 'name'>, what: string): ShopifyError {
  return new ShopifyError('unavailable', {
    message: `Shopify's answer to ${name} cannot be understood: ${what}.`,
    hints: ['Try again later.', 'Check SHOPIFY_API_URL if it is set: something else may answer there.'],
    call: { system: 'Shopify', operation: name, status: 200, service_code: null, fields: [], request_id: null },
    maybeExecuted: false,
  })
}
