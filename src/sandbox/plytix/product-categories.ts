import type { SimResponse } from '../http.ts'
import { answer, empty, refuse, refuseSchema } from './answers.ts'
import { bodyOf, type Call, param, productOf } from './call.ts'
import { categoryView } from './category-view.ts'
import { commitProduct } from './product-commit.ts'

export function linkCategory(call: Call): SimResponse {
  const product = productOf(call)
  const { id } = bodyOf(call)
  if (typeof id !== 'string') refuseSchema({ field: 'id', msg: 'Missing data for required field.' })
  const category = call.store.categories.get(id)
  if (category?.scope !== 'product') refuseSchema({ field: 'category.id', msg: 'does not exist' })
  if (product.categories.includes(id)) {
    const msg = `Category id ${id} is already linked to product`
    refuse(409, msg, [{ field: 'category.id', msg: 'already linked' }])
  }
  commitProduct(call.store, product, { ...product, categories: [...product.categories, id] })
  return answer([categoryView(call.store, category)], 201)
}

export function unlinkCategory(call: Call): SimResponse {
  const product = productOf(call)
  const id = param(call, 1)
  if (!product.categories.includes(id)) {
    const msg = `category id ${id} is not related to product id ${product.id}`
    // The service really says `asset.id` here.
    refuse(404, msg, [{ field: 'asset.id', msg: 'category is not related' }])
  }
  commitProduct(call.store, product, { ...product, categories: product.categories.filter((one) => one !== id) })
  return empty(204)
}
