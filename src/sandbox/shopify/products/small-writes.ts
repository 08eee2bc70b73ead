import type { Call, Resolver } from '../domain.ts'
import { wrongId } from '../errors.ts'
import { shopOf } from '../shop/view.ts'
import type { Operation, Product } from '../store/records.ts'
import { typenameOf } from '../store/store.ts'
import { removeProduct } from './make.ts'
import { normalisedTags, tagsProblem, withoutTags } from './tags.ts'

interface DeleteArgs {
  input: { id: string }
  synchronous: boolean
}

interface TagArgs {
  id: string
  tags: string[]
}

export const SMALL_WRITES: { [field: string]: Resolver } = {
  productDelete: (_source, args: DeleteArgs, call) => deleted(call, args),
  tagsAdd: (_source, { id, tags }: TagArgs, call) =>
    retagged(call, id, { given: tags, merge: (before) => normalisedTags([...before, ...tags]) }),
  tagsRemove: (_source, { id, tags }: TagArgs, call) =>
    retagged(call, id, { given: [], merge: (before) => withoutTags(before, tags) }),
}

function deleted(call: Call, { input: { id }, synchronous }: DeleteArgs): object {
  const { store, settings } = call
  if (typenameOf(id) !== 'Product') throw wrongId(id)
  const product = store.get('Product', id)
  const answer = {
    shop: shopOf(call),
    productDeleteOperation: null,
    deletedProductId: null,
    userErrors: [] as object[],
  }
  if (!product) return { ...answer, userErrors: [{ field: ['id'], message: 'Product does not exist' }] }
  if (synchronous) {
    removeWhole(call, product)
    return { ...answer, deletedProductId: id }
  }
  const operation = promised(call)
  store.later(settings.asyncMs, () => {
    removeWhole(call, product)
    Object.assign(operation, { status: 'COMPLETE', deletedProductId: id })
  })
  return { ...answer, productDeleteOperation: { ...operation } }
}

function promised({ store }: Call): Operation {
  const operation: Operation = {
    __typename: 'ProductDeleteOperation',
    id: store.newId('ProductDeleteOperation'),
    ...{ status: 'CREATED', productId: null, deletedProductId: null, userErrors: [] },
  }
  store.add(operation)
  return operation
}

/** With what other domains keep of it. */
function removeWhole({ store, world }: Call, product: Product): void {
  for (const { productDeleted } of world.domains) productDeleted?.(store, product)
  removeProduct(store, product)
}

interface Retag {
  given: readonly string[]
  merge: (tags: string[]) => string[]
}

function retagged({ store }: Call, id: string, { given, merge }: Retag): object {
  if (typenameOf(id) !== 'Product') throw wrongId(id)
  const product = store.get('Product', id)
  if (!product) return { node: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] }
  const message = tagsProblem(given)
  if (message !== null) return { node: product, userErrors: [{ field: ['tags'], message }] }
  const tags = merge(product.tags)
  if (tags.join() !== product.tags.join()) Object.assign(product, { tags, updatedAt: store.stamp() })
  store.touch(product)
  return { node: product, userErrors: [] }
}
