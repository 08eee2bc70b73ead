import type { SimRequest } from '../http.ts'

export const OPERATIONS = [
  'token.get',
  'token.refresh',
  'get_shops_by_partner',
  'get_shop_info',
  'get_item_list',
  'get_item_base_info',
  'get_model_list',
  'get_item_extra_info',
  'get_warehouse_detail',
] as const

export type ShopeeOperation = (typeof OPERATIONS)[number]

const ROUTES: { readonly [route: string]: ShopeeOperation } = {
  'POST /api/v2/auth/token/get': 'token.get',
  'POST /api/v2/auth/access_token/get': 'token.refresh',
  'GET /api/v2/public/get_shops_by_partner': 'get_shops_by_partner',
  'GET /api/v2/shop/get_shop_info': 'get_shop_info',
  'GET /api/v2/shop/get_warehouse_detail': 'get_warehouse_detail',
  'GET /api/v2/product/get_item_list': 'get_item_list',
  'GET /api/v2/product/get_item_base_info': 'get_item_base_info',
  'GET /api/v2/product/get_model_list': 'get_model_list',
  'GET /api/v2/product/get_item_extra_info': 'get_item_extra_info',
}

/** `null`: the service has no such path, or not by this method. */
export function operationOf({ method, path }: Pick<SimRequest, 'method' | 'path'>): ShopeeOperation | null {
  return ROUTES[`${method} ${path}`] ?? null
}

/** Calls that the application signs alone. */
export function isPublic(operation: ShopeeOperation): boolean {
  return operation === 'token.get' || operation === 'token.refresh' || operation === 'get_shops_by_partner'
}

/** The module that the service puts in front of error codes at times. */
export function moduleOf(operation: ShopeeOperation): string {
  return operation.startsWith('get_item') || operation === 'get_model_list' ? 'product' : 'common'
}
