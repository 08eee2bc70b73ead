import { createHash } from 'node:crypto'
import { scopeOf } from '../../model/baseline.ts'
import type { Applied } from '../../model/target.ts'
import type { Session } from './client.ts'
import { toProduct } from './convert.ts'
import { BASELINE_PATH } from './facts.ts'
import { finishProduct, type Goal, otherFamily } from './finish-product.ts'
import { getProduct } from './products.ts'
import { asText } from './raw.ts'
import { readBatch } from './read-rows.ts'
import { failed, rejected } from './refusal.ts'
import { isSuccess, type Reply } from './reply.ts'
import { poll } from './settle.ts'
import { differences, unfinishedGalleries } from './verify.ts'
import { already, conflict, type WriteContext } from './write-context.ts'

/** Milliseconds; a search shows a new product a few seconds later. */
const WAITS = [1000, 2000, 4000, 8000]

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A product with this SKU exists: the one that an earlier attempt made, or somebody else's. */
export async function useExisting(context: WriteContext, goal: Goal, refusal: Reply): Promise<Applied> {
  const { session } = context
  const id = await poll(session, WAITS, () => findProduct(session, goal.sku))
  if (id === null) {
    const message = `Plytix says that ${goal.sku} exists already, but its search does not show it.`
    return failed(session, refusal, { code: 'sku-taken', message, hint: 'Plan again in a few minutes.' })
  }
  const reply = await getProduct(session, id)
  const record = reply.records?.[0]
  if (!isSuccess(reply) || !record) return rejected(reply, session)
  const known = await context.definitions.attributes(session)
  const product = toProduct(record, { attributes: known, relationships: [] })
  const owner = scopeOf(product, BASELINE_PATH, sha256)
  if (owner !== null && goal.scope !== undefined && owner !== goal.scope) {
    return conflict(`${goal.sku} exists and belongs to scope ${owner}.`, 'Narrow one of the two workspaces.')
  }
  const paths = differences(goal.fields, product, goal.attributes)
  if (paths.length > 0 && !unfinishedGalleries(paths, { ...goal, product })) {
    const message = `A product with the SKU ${goal.sku} exists and differs in ${paths.join(', ')}.`
    return conflict(message, 'Plan again: it is then compared and updated, or adopted.')
  }
  if (goal.family !== null && product.fields.family && product.fields.family !== goal.family)
    return otherFamily(goal.sku)
  const done = paths.length === 0 && (goal.family === null || product.fields.family === goal.family)
  if (done) return already(context, id)
  const finished = await finishProduct(context, goal, reply)
  return finished.outcome === 'applied' ? { ...finished, existed: true } : finished
}

async function findProduct(session: Session, sku: string): Promise<string | null> {
  const rows = await readBatch(session, [], [sku])
  return asText(rows.find((row) => row.sku === sku)?.id) ?? null
}
