import { type Fields, texts } from '../../model/fields.ts'
import type { LiveResource } from '../../model/live.ts'
import { attributeIn } from './paths.ts'
import { productPath } from './products.ts'
import { type Rejected, rejected } from './refusal.ts'
import { isSuccess } from './reply.ts'
import { settle } from './settle.ts'
import { note, type WriteContext } from './write-context.ts'

export interface Attachment {
  fields: Fields
  /** As it is now: its galleries hold some of the desired images and no others. */
  product: LiveResource
  /** Paths. */
  galleries: string[]
}

/** Appends the images that galleries lack, in order; answers with the first refusal. */
export async function attachImages(context: WriteContext, attachment: Attachment): Promise<Rejected | null> {
  const { session, account } = context
  const { fields, product, galleries } = attachment
  if (!account.galleriesByLink && galleries.every((path) => product.fields[path] === undefined)) {
    account.galleriesByLink = true
    const message = 'This account does not take galleries in product writes: images are attached with one call each.'
    note(context, { severity: 'info', code: 'gallery-by-link', message })
  }
  for (const path of galleries) {
    const present = texts(product.fields[path])
    for (const id of texts(fields[path]).filter((id) => !present.includes(id))) {
      const body = { id, attribute_label: attributeIn(path) }
      const reply = await settle(session, () => session.send('POST', `${productPath(product.id)}/assets`, body))
      // 409: it is there already, from an attempt whose answer was lost.
      if (!isSuccess(reply) && reply.status !== 409) return rejected(reply, session)
    }
  }
  return null
}
