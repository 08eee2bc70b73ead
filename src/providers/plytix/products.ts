import type { LiveResource } from '../../model/live.ts'
import { mapConcurrent } from '../../net/concurrent.ts'
import type { Session } from './client.ts'
import { toProduct, type Wanted } from './convert.ts'
import { notUnderstood, readError } from './read-error.ts'
import { isSuccess, type Reply } from './reply.ts'
import { CONCURRENCY } from './search.ts'

export function productPath(id: string): string {
  return `/api/v1/products/${id}`
}

/** A product's own record: consistent at once, where searches lag behind. */
export function getProduct(session: Session, id: string): Promise<Reply> {
  return session.send('GET', productPath(id))
}

/** Products by id, without those that are gone. @throws ProviderError */
export async function getProducts(session: Session, ids: string[], wanted: Wanted): Promise<LiveResource[]> {
  const found = await mapConcurrent(ids, CONCURRENCY, async (id) => {
    const reply = await getProduct(session, id)
    if (reply.status === 404) return []
    const record = reply.records?.[0]
    if (!isSuccess(reply) || !record) throw readError(reply, `product ${id}`)
    if (record.id !== id) throw notUnderstood(`product ${id}`, 'it answers with another product')
    return [toProduct(record, wanted)]
  })
  return found.flat()
}
