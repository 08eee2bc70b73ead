import type { Change } from '../../../model/target.ts'
import type { Upload } from './upload-batch.ts'
import { endingOf, sentName } from './upload-names.ts'
import type { Rejected, WriteContext } from './write-context.ts'
import { failed } from './write-refusal.ts'

/** Where Shopify fetches a picture, and how it is to be called. */
export async function uploadOf(
  context: WriteContext,
  { key, fields }: Change,
): Promise<Upload | { refusal: Rejected }> {
  const source = String(fields.url ?? '')
  if (!/^https?:\/\//i.test(source) || !URL.canParse(source)) {
    const message = `The address of ${key} is none that Shopify could fetch: "${source.slice(0, 100)}".`
    return { refusal: failed(context, { code: 'invalid', message, hint: 'Correct the image URL in the source.' }) }
  }
  const ending = endingOf(source)
  if (ending !== '') return { key, filename: sentName(key, ending), source }
  const message = `The address of ${key} names no file ending, and Shopify takes a name only with that of its source.`
  const hint = 'Give the source an address that ends with the name of a file, such as .jpg.'
  return { refusal: failed(context, { code: 'image', message, hint }) }
}
