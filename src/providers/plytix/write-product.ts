import { type Fields, withoutEmpty } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Applied, Change } from '../../model/target.ts'
import { type Attributes, fromFields, toProduct } from './convert.ts'
import { useExisting } from './existing-product.ts'
import { fieldErrors } from './explain.ts'
import { finishProduct, type Goal } from './finish-product.ts'
import { attributeIn } from './paths.ts'
import { getProduct, productPath } from './products.ts'
import { rejected } from './refusal.ts'
import { isSuccess, type Reply } from './reply.ts'
import { settle } from './settle.ts'
import { differences, withoutGalleries } from './verify.ts'
import type { WriteContext } from './write-context.ts'

export async function createProduct(context: WriteContext, change: Change): Promise<Applied> {
  const { session } = context
  const { key: sku, volatile } = change
  const goal = await goalOf(context, change, withoutEmpty(change.fields))
  const body = { sku, ...bodyOf(context, goal) }
  const reply = await settle(session, () => session.send('POST', '/api/v1/products', body))
  if (isTaken(reply)) return useExisting(context, withoutVolatile(goal, volatile), reply)
  return isSuccess(reply) ? finishProduct(context, goal, reply) : rejected(reply, session)
}

function withoutVolatile(goal: Goal, volatile: string[]): Goal {
  const kept = Object.entries(goal.fields).filter(([path]) => !volatile.includes(path))
  return { ...goal, fields: Object.fromEntries(kept) }
}

/** An update that lost its answer is looked up by id before it is sent again. */
export async function updateProduct(context: WriteContext, change: Change & { id: string }): Promise<Applied> {
  const { session } = context
  const { id } = change
  const goal = await goalOf(context, change, change.fields)
  const body = bodyOf(context, goal)
  const patch = (): Promise<Reply> => session.send('PATCH', productPath(id), body)
  const reply =
    Object.keys(body).length === 0
      ? await getProduct(session, id)
      : await settle(session, patch, () => readWhenDone(context, id, goal))
  return isSuccess(reply) ? finishProduct(context, goal, reply) : rejected(reply, session)
}

async function goalOf({ session, definitions }: WriteContext, change: Change, given: Fields): Promise<Goal> {
  const { family = null, ...fields } = given
  const labels = Object.keys(fields).flatMap((path) => attributeIn(path) ?? [])
  return {
    sku: change.key,
    fields,
    family: family === null ? null : String(family),
    attributes: await definitions.attributes(session, labels),
    ...(change.scope === undefined ? {} : { scope: change.scope }),
  }
}

function bodyOf(context: WriteContext, { fields, attributes }: Goal): JsonObject {
  return fromFields(sentFields(context, fields, attributes), attributes)
}

function sentFields({ account }: WriteContext, fields: Fields, attributes: Attributes): Fields {
  return account.galleriesByLink ? withoutGalleries(fields, attributes) : fields
}

async function readWhenDone(context: WriteContext, id: string, { fields, attributes }: Goal): Promise<Reply | null> {
  const reply = await getProduct(context.session, id)
  const record = reply.records?.[0]
  if (!isSuccess(reply) || !record) return null
  const product = toProduct(record, { attributes, relationships: [] })
  return differences(sentFields(context, fields, attributes), product, attributes).length === 0 ? reply : null
}

function isTaken(reply: Reply): boolean {
  // 409 is documented for variants only; what a product's own create answers may be either.
  if (reply.status === 409) return true
  if (reply.status !== 422) return false
  return fieldErrors(reply).some(({ field, message }) => field === 'sku' && /already exists/i.test(String(message)))
}
