import { type Fields, texts } from '../../../../model/fields.ts'
import type { Json } from '../../../../model/json.ts'
import { asList, type RawRecord } from '../../raw.ts'
import { handleForm } from '../kept-forms.ts'
import type { Rejected, WriteContext } from './write-context.ts'
import { failed } from './write-refusal.ts'

/** Fields that an answer repeats, and whether it holds what was sent. */
const SAME: { readonly [path: string]: (sent: Json, held: unknown) => boolean } = {
  title: sameText,
  vendor: sameText,
  productType: sameText,
  status: sameText,
  // What nothing is left of gets a handle all the same.
  handle: (sent, held) => sent === null || handleForm(sent) === '' || handleForm(sent) === held,
  templateSuffix: sameText,
  // How Shopify writes a description down is its own affair.
  descriptionHtml: (sent, held) => isBlank(sent) === isBlank(held),
  tags: (sent, held) => {
    const there = new Set(asList(held).map((tag) => String(tag).toLowerCase()))
    return texts(sent).every((tag) => there.has(tag.trim().toLowerCase()))
  },
}

interface Stored {
  id: string
  fields: Fields
  /** As the answer has it. */
  product: RawRecord
}

/** What was sent and is not there, although nothing was refused; `null`: all is there. */
export function ignored(context: WriteContext, { id, fields, product }: Stored): Rejected | null {
  const paths = Object.keys(fields).filter((path) => {
    const isSame = SAME[path]
    return isSame !== undefined && Object.hasOwn(product, path) && !isSame(fields[path] ?? null, product[path])
  })
  if (paths.length === 0) return null
  const message = `Shopify accepted ${paths.join(', ')} and holds something else.`
  const hint = 'Look at the product in Shopify: a rule of an app may have changed it at once.'
  return failed(context, { code: 'not-stored', message, hint, written: id })
}

function sameText(sent: Json, held: unknown): boolean {
  return String(sent ?? '').trim() === String(held ?? '')
}

function isBlank(value: unknown): boolean {
  return String(value ?? '').trim() === ''
}
