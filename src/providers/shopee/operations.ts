/** The calls that are made, by the names of Shopee's documentation. */
export const OPERATIONS = {
  'auth.token_get': { method: 'POST', path: '/api/v2/auth/token/get' },
  'auth.access_token_get': { method: 'POST', path: '/api/v2/auth/access_token/get' },
  'public.get_shops_by_partner': { method: 'GET', path: '/api/v2/public/get_shops_by_partner' },
  'shop.get_shop_info': { method: 'GET', path: '/api/v2/shop/get_shop_info' },
  'product.get_item_list': { method: 'GET', path: '/api/v2/product/get_item_list' },
  'product.get_item_base_info': { method: 'GET', path: '/api/v2/product/get_item_base_info' },
  'product.get_model_list': { method: 'GET', path: '/api/v2/product/get_model_list' },
} as const

export type Operation = keyof typeof OPERATIONS

/** Calls with a shop's token. */
export type ShopOperation = Extract<Operation, `shop.${string}` | `product.${string}`>
/** Calls that are signed by the application alone. */
export type PublicOperation = Exclude<Operation, ShopOperation>
