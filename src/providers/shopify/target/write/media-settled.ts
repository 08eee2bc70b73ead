import { asRecord, asRecords, asText } from '../../raw.ts'
import { note, type WriteContext } from './write-context.ts'
import { PRODUCT_MEDIA } from './write-documents.ts'

interface Wanted {
  /** All that is to be there. */
  has: readonly string[]
  /** What is not to be there any more. */
  gone: readonly string[]
  /** In which order the first are to stand; `null`: in any. */
  order: readonly string[] | null
}

/** Milliseconds between looks; it takes a job, which Shopify carries out in a second or two. */
const PAUSES = [500, 1000, 2000, 3000, 5000, 5000, 5000, 5000]

/** Waits until a product shows what was attached to it: what comes next names it, and a plan would look at it. */
export async function mediaSettled(context: WriteContext, id: string, wanted: Wanted): Promise<boolean> {
  const { session } = context
  for (const pause of PAUSES) {
    await session.wait(pause)
    const { media } = asRecord((await session.query(PRODUCT_MEDIA, { id })).product)
    const there = asRecords(asRecord(media).nodes).flatMap((node) => asText(node.id) ?? [])
    if (isSettled(there, wanted)) return true
  }
  const message = 'Shopify accepted the media of a product, and does not show them after half a minute.'
  note(context, { severity: 'warning', code: 'shopify-late', message })
  return false
}

function isSettled(there: readonly string[], { has, gone, order }: Wanted): boolean {
  const shown = new Set(there)
  if (!has.every((id) => shown.has(id)) || gone.some((id) => shown.has(id))) return false
  if (order === null) return true
  const named = new Set(order)
  const stands = there.filter((id) => named.has(id))
  return order.every((id, place) => stands[place] === id)
}
