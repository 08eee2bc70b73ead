import { counted, either } from '../../model/counted.ts'
import { texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Applied, Change } from '../../model/target.ts'
import { relatedIds } from './convert.ts'
import { fieldErrors } from './explain.ts'
import { productPath } from './products.ts'
import { asText } from './raw.ts'
import { failed, rejected } from './refusal.ts'
import { isSuccess, type Reply } from './reply.ts'
import { settle } from './settle.ts'
import { already, applied, conflict, type WriteContext } from './write-context.ts'

/** What a change of links says. */
export interface Link {
  /** Of the product that the links begin at. */
  id: string
  relationship: { id: string; label: string }
  /** Ids of products that are not linked yet. */
  targets: string[]
}

/** Links products, leaving out those that Plytix refuses by name: one bad pair would keep all the others from being made. */
export async function linkProducts(context: WriteContext, change: Change & { id: string }): Promise<Applied> {
  const { session } = context
  const write = toLink(change)
  const other = await otherRelationship(context, write)
  if (other !== null)
    return conflict(
      `The relationship of that id is ${other} in Plytix, not ${write.relationship.label}.`,
      'Plan again.',
    )
  const refused: string[] = []
  for (let targets = write.targets; ; ) {
    const reply = await settle(session, () => send(context, write, targets))
    const named = unknownProducts(reply).filter((id) => targets.includes(id))
    if (named.length > 0 && named.length < targets.length) {
      refused.push(...named)
      targets = targets.filter((id) => !named.includes(id))
      continue
    }
    if (!isSuccess(reply)) return rejected(reply, session)
    return conclude(context, { write, targets, refused, reply })
  }
}

export function toLink({ id, key, needs, fields }: Change & { id: string }): Link {
  const label = key.slice(0, key.indexOf('.'))
  return { id, relationship: { id: needs[`relationship.${label}`] ?? '', label }, targets: texts(fields.targets) }
}

/** The label that the relationship really has, when it is not the one that is meant. */
export async function otherRelationship(
  { session, definitions }: WriteContext,
  { relationship }: Link,
): Promise<string | null> {
  const known = await definitions.relationships(session)
  if (known.get(relationship.label)?.id === relationship.id) return null
  // One that was made a moment ago may not be found yet.
  return [...known.values()].find(({ id }) => id === relationship.id)?.label ?? null
}

function send({ session }: WriteContext, { id, relationship }: Link, targets: string[]): Promise<Reply> {
  const pairs: JsonObject[] = targets.map((product_id) => ({ product_id, quantity: 1 }))
  return session.send('POST', `${productPath(id)}/relationships/${relationship.id}`, { product_relationships: pairs })
}

function unknownProducts(reply: Reply): string[] {
  if (reply.status !== 409) return []
  return fieldErrors(reply).flatMap(({ field, value }) => (field === 'product_id' ? (asText(value) ?? []) : []))
}

interface Linked {
  write: Link
  targets: string[]
  refused: string[]
  reply: Reply
}

function conclude(context: WriteContext, { write, targets, refused, reply }: Linked): Applied {
  const { session } = context
  const linked = new Set(relatedIds(reply.records ?? []))
  const lost = targets.filter((id) => !linked.has(id))
  const { label } = write.relationship
  if (lost.length > 0) {
    const message = `Plytix did not store ${lost.length} of ${counted(targets.length, 'link')} in ${label}: ${lost.join(', ')}.`
    return failed(session, reply, { code: 'not-stored', message, hint: 'Plan again to see what is there now.' })
  }
  if (refused.length > 0) {
    const message = `Plytix has no ${either(refused.length, 'product', 'products')} ${refused.join(', ')} to link in ${label}; the other ${either(targets.length, 'is', `${targets.length} are`)} linked.`
    return failed(session, { status: 409 }, { code: 'partial', message, hint: 'Plan again: they were deleted.' })
  }
  context.writes.noteLinks({ source: write.id, relationship: label, targets })
  return reply.status === 201 ? applied(context, write.id) : already(context, write.id)
}
