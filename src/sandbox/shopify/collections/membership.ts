import type { Call } from '../domain.ts'
import { promise } from '../jobs/jobs.ts'
import { join, leave } from './members.ts'
import type { Collection } from './record.ts'
import { SMART } from './write.ts'

interface Membership {
  id: string
  productIds: readonly string[]
}

/** At once. */
export function collectionAddProducts(call: Call, { id, productIds }: Membership): object {
  const collection = call.store.get('Collection', id)
  if (!collection) return { collection: null, userErrors: [{ field: ['id'], message: 'Collection does not exist' }] }
  if (collection.rules) return { collection: null, userErrors: [{ field: ['id'], message: SMART }] }
  move(call, collection, () => join(call.store, collection, productIds))
  return { collection, userErrors: [] }
}

/** By a job. */
export function collectionAddProductsV2(call: Call, { id, productIds }: Membership): object {
  const collection = call.store.get('Collection', id)
  const refused = (code: string, message: string) => ({ job: null, userErrors: [{ field: ['id'], message, code }] })
  if (!collection) return refused('COLLECTION_DOES_NOT_EXIST', 'Collection does not exist')
  if (collection.rules) return refused('CANT_ADD_TO_SMART_COLLECTION', SMART)
  return { job: later(call, collection, () => join(call.store, collection, productIds)), userErrors: [] }
}

export function collectionRemoveProducts(call: Call, { id, productIds }: Membership): object {
  const collection = call.store.get('Collection', id)
  const refused = (message: string) => ({ job: null, userErrors: [{ field: ['id'], message }] })
  if (!collection) return refused('Collection does not exist')
  if (collection.rules) return refused("Can't manually remove products from a smart collection")
  return { job: later(call, collection, () => leave(call.store, collection, productIds)), userErrors: [] }
}

function later(call: Call, collection: Collection, change: () => boolean): object {
  return promise(call.store, call.settings.asyncMs, () => move(call, collection, change))
}

function move({ store }: Call, collection: Collection, change: () => boolean): void {
  if (!change()) return
  collection.updatedAt = store.stamp()
  store.touch(collection)
}
