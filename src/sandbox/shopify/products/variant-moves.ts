import type { Call, Resolver } from '../domain.ts'
import type { Product, Variant } from '../store/records.ts'
import { byId } from './by-id.ts'
import { removeVariant } from './make.ts'
import { bumpIfChanged } from './signature.ts'

interface DeleteArgs {
  productId: string
  variantsIds: string[]
}

interface ReorderArgs {
  productId: string
  positions: { id: string; position: number }[]
}

const NO_PRODUCT = { field: ['productId'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' }

export const VARIANT_MOVES: { [field: string]: Resolver } = {
  productVariantsBulkDelete: (_source, args: DeleteArgs, call) => deleted(call, args),
  productVariantsBulkReorder: (_source, args: ReorderArgs, call) => reordered(call, args),
}

/** All or nothing; the last variant stays. */
function deleted(call: Call, { productId, variantsIds }: DeleteArgs): object {
  const product = byId(call, 'Product', productId)
  if (!product) return { product: null, userErrors: [NO_PRODUCT] }
  const gone = product.variants.filter(({ id }) => variantsIds.includes(id))
  const field = ['variantsIds']
  if (gone.length < new Set(variantsIds).size) {
    const code = 'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT'
    return { product, userErrors: [{ field, message: 'At least one variant does not belong to the product', code }] }
  }
  if (gone.length === product.variants.length) {
    const message = 'Cannot delete the last variant of a product'
    return { product, userErrors: [{ field, message, code: 'CANNOT_DELETE_LAST_VARIANT' }] }
  }
  bumpIfChanged(call, product, () => {
    product.variants = product.variants.filter((variant) => !gone.includes(variant))
    for (const variant of gone) removeVariant(call.store, variant)
  })
  return { product, userErrors: [] }
}

/** One after the other; each variant goes to its place and the rest move up. */
function reordered(call: Call, { productId, positions }: ReorderArgs): object {
  const product = byId(call, 'Product', productId)
  if (!product) return { product: null, userErrors: [NO_PRODUCT] }
  const userErrors = positions.flatMap(({ id, position }, place) => {
    const field = ['positions', String(place)]
    if (!product.variants.some((variant) => variant.id === id)) {
      return [{ field, message: 'Product variant does not exist', code: 'MISSING_VARIANT' }]
    }
    return position < 1 ? [{ field, message: 'Position must be greater than 0', code: 'INVALID_POSITION' }] : []
  })
  if (userErrors.length > 0) return { product, userErrors }
  bumpIfChanged(call, product, () => {
    for (const { id, position } of positions) product.variants = moved(product, id, position)
  })
  return { product, userErrors: [] }
}

function moved({ variants }: Product, id: string, position: number): Variant[] {
  const rest = variants.filter((variant) => variant.id !== id)
  const own = variants.filter((variant) => variant.id === id)
  return [...rest.slice(0, position - 1), ...own, ...rest.slice(position - 1)]
}
