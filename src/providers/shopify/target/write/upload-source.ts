import type { Change } from '../../../../model/target.ts'
import type { Staging } from './staging.ts'
import type { Upload } from './upload-batch.ts'
import { endingOf, sentName } from './upload-names.ts'
import type { Rejected, WriteContext } from './write-context.ts'
import { failed } from './write-refusal.ts'

/**
 * Where Shopify fetches a picture, and how it is to be called. It takes a name only with the ending of its source: what has
 * none is brought to it. @throws ShopifyError, NoMoreCalls; the signal's reason when it aborts
 */
export async function uploadOf(
  context: WriteContext & { staging: Staging },
  { key, fields }: Change,
): Promise<Upload | { refusal: Rejected }> {
  const source = String(fields.url ?? '')
  if (!/^https?:\/\//i.test(source) || !URL.canParse(source)) {
    const message = `The address of ${key} is none that Shopify could fetch: "${source.slice(0, 100)}".`
    return { refusal: failed(context, { code: 'invalid', message, hint: 'Correct the image URL in the source.' }) }
  }
  const ending = endingOf(source)
  return ending === ''
    ? context.staging.stage({ key, source }, context.session)
    : { key, filename: sentName(key, ending), source }
}
