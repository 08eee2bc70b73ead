import { type Fields, texts } from '../../model/fields.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Applied } from '../../model/target.ts'
import { attachImages } from './attach-images.ts'
import { type Attributes, toProduct } from './convert.ts'
import { cutBaseline } from './cut-baseline.ts'
import { getProduct, productPath } from './products.ts'
import { isId } from './raw.ts'
import { failed, type Rejected, rejected } from './refusal.ts'
import { isSuccess, type Reply } from './reply.ts'
import { settle } from './settle.ts'
import { differences, unfinishedGalleries } from './verify.ts'
import { applied, conflict, type WriteContext } from './write-context.ts'

/** What a product is to hold after the write. */
export interface Goal {
  sku: string
  fields: Fields
  /** The family to be in; `null` leaves it as it is. */
  family: string | null
  attributes: Attributes
  /** Of a create: who it is for. */
  scope?: string
}

type Step = { ok: true; product: LiveResource; reply: Reply } | { ok: false; outcome: Rejected }

/** From a product's own record to the goal: what the write did not do is done or named. */
export async function finishProduct(context: WriteContext, goal: Goal, written: Reply): Promise<Applied> {
  const stored = await storeAll(context, goal, written)
  if (!stored.ok) return stored.outcome
  const { product } = stored
  if (goal.family === null || product.fields.family === goal.family)
    return applied(context, product.id, product.modified)
  if (product.fields.family) return otherFamily(goal.sku)
  const assigned = await storeAll(context, goal, await assignFamily(context, product.id, goal.family))
  if (!assigned.ok) return assigned.outcome
  if (assigned.product.fields.family === goal.family) return applied(context, product.id, assigned.product.modified)
  return notStored(context, assigned.reply, { sku: goal.sku, paths: ['family'] })
}

export function otherFamily(sku: string): Applied {
  return conflict(`${sku} is in another product family.`, 'Move it in Plytix, or take it out of its family there.')
}

/** Compares an answer with what was sent; images that the write left out are attached one by one. */
async function storeAll(context: WriteContext, goal: Goal, reply: Reply): Promise<Step> {
  const step = readStep(context, goal, reply)
  if (!step.ok) return step
  const paths = differences(goal.fields, step.product, goal.attributes)
  if (paths.length === 0) return step
  const galleries = unfinishedGalleries(paths, { ...goal, product: step.product })
  if (!galleries) {
    const cut = cutBaseline(context, reply, { ...goal, product: step.product, paths })
    return { ok: false, outcome: cut ?? notStored(context, reply, { sku: goal.sku, paths }) }
  }
  const refusal = await attachImages(context, { ...goal, product: step.product, galleries })
  if (refusal) return { ok: false, outcome: refusal }
  const again = await getProduct(context.session, step.product.id)
  const attached = readStep(context, goal, again)
  if (!attached.ok) return attached
  const left = differences(goal.fields, attached.product, goal.attributes).filter(
    (path) => !(galleries.includes(path) && holdsAll(goal, attached.product, path)),
  )
  if (left.length === 0) return attached
  return { ok: false, outcome: notStored(context, again, { sku: goal.sku, paths: left }) }
}

/** Attaching only appends: behind what people put there the images stand later than they would in one write. */
function holdsAll({ fields }: Goal, product: LiveResource, path: string): boolean {
  const live = new Set(texts(product.fields[path]))
  return texts(fields[path]).every((id) => live.has(id))
}

function readStep({ session }: WriteContext, { attributes }: Goal, reply: Reply): Step {
  const record = reply.records?.[0]
  if (!isSuccess(reply) || !record) return { ok: false, outcome: rejected(reply, session) }
  const product = toProduct(record, { attributes, relationships: [] })
  if (isId(product.id)) return { ok: true, product, reply }
  const message = 'Plytix answered without saying which product it wrote.'
  return { ok: false, outcome: failed(session, reply, { code: 'unexpected-answer', message, hint: 'Plan again.' }) }
}

/** A write of its own: product writes ignore the family without saying so. */
function assignFamily({ session }: WriteContext, id: string, family: string): Promise<Reply> {
  const assign = (): Promise<Reply> => session.send('POST', `${productPath(id)}/family`, { product_family_id: family })
  return settle(session, assign, async () => {
    const reply = await getProduct(session, id)
    return isSuccess(reply) && reply.records?.[0]?.product_family_id === family ? reply : null
  })
}

function notStored(
  { session }: WriteContext,
  reply: Reply,
  { sku, paths }: { sku: string; paths: string[] },
): Rejected {
  return failed(session, reply, {
    code: 'not-stored',
    message: `Plytix took the write of ${sku}, but does not hold what was sent in ${paths.join(', ')}.`,
    hint: "Check the attribute's type, and whether the product's family has the attribute.",
  })
}
