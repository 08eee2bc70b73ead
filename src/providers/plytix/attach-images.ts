import type { LiveProduct } from '../../model/live.ts'
import type { ProductFields } from '../../model/target.ts'
import { productPath } from './products.ts'
import { idsOf } from './raw.ts'
import { type Rejected, rejected } from './refusal.ts'
import { isSuccess } from './reply.ts'
import { settle } from './settle.ts'
import { note, type WriteContext } from './write-context.ts'

export interface Attachment {
  fields: ProductFields
  /** As it is now: its galleries hold some of the desired images and no others. */
  product: LiveProduct
  /** Labels. */
  galleries: string[]
}

/** Appends the images that galleries lack, in order; answers with the first refusal. */
export async function attachImages(context: WriteContext, attachment: Attachment): Promise<Rejected | null> {
  const { session, account } = context
  const { fields, product, galleries } = attachment
  if (!account.galleriesByLink && galleries.every((label) => product.attributes[label] === undefined)) {
    account.galleriesByLink = true
    const message = 'This account does not take galleries in product writes: images are attached with one call each.'
    note(context, { severity: 'info', code: 'gallery-by-link', message })
  }
  for (const label of galleries) {
    const present = idsOf(product.attributes[label])
    for (const id of idsOf(fields.attributes[label]).filter((id) => !present.includes(id))) {
      const body = { id, attribute_label: label }
      const reply = await settle(session, () => session.send('POST', `${productPath(product.id)}/assets`, body))
      // 409: it is there already, from an attempt whose answer was lost.
      if (!isSuccess(reply) && reply.status !== 409) return rejected(reply, session)
    }
  }
  return null
}
