import { counted } from '../../model/counted.ts'
import { texts } from '../../model/fields.ts'
import type { Applied, Change } from '../../model/target.ts'
import { toProduct } from './convert.ts'
import { linksPath } from './paths.ts'
import { getProduct, productPath } from './products.ts'
import { failed, rejected } from './refusal.ts'
import { isSuccess, type Reply } from './reply.ts'
import { settle } from './settle.ts'
import { applied, conflict, type WriteContext } from './write-context.ts'
import { type Link, otherRelationship, toLink } from './write-link.ts'

/** Removes links. The answer is empty, so the product itself says whether they are gone. */
export async function unlinkProducts(context: WriteContext, change: Change & { id: string }): Promise<Applied> {
  const { session } = context
  const link = toLink(change)
  const { id, relationship, targets } = link
  const other = await otherRelationship(context, link)
  if (other !== null)
    return conflict(`The relationship of that id is ${other} in Plytix, not ${relationship.label}.`, 'Plan again.')
  const body = { product_relationships: targets.map((product_id) => ({ product_id })) }
  const path = `${productPath(id)}/relationships/${relationship.id}/unlink`
  const reply = await settle(
    session,
    () => session.send('POST', path, body),
    async () => {
      const now = await getProduct(session, id)
      return leftOf(link, now)?.length === 0 ? now : null
    },
  )
  if (!isSuccess(reply)) return rejected(reply, session)
  const now = leftOf(link, reply) === null ? await getProduct(session, id) : reply
  const left = leftOf(link, now)
  if (left === null) return rejected(now, session)
  if (left.length > 0) {
    const message = `Plytix still holds ${left.length} of ${counted(targets.length, 'link')} in ${relationship.label} that were to be removed: ${left.join(', ')}.`
    return failed(session, now, { code: 'not-stored', message, hint: 'Plan again to see what is there now.' })
  }
  context.writes.noteLinks({ source: id, relationship: relationship.label, targets, gone: true })
  return applied(context, id)
}

/** Which of the links a product's own record still shows, `null` for an answer that is none. */
function leftOf({ id, relationship: { label }, targets }: Link, reply: Reply): string[] | null {
  const record = reply.records?.[0]
  if (!isSuccess(reply) || record?.id !== id) return null
  const { fields } = toProduct(record, { attributes: new Map(), relationships: [label] })
  const there = texts(fields[linksPath(label)])
  return targets.filter((target) => there.includes(target))
}
