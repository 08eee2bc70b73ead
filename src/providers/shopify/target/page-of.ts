import type { Seen } from '../../../model/provider.ts'
import { PRODUCT } from './names.ts'

/** The admin's page of a product. @param account As the target names it, such as `my-store` or `shop my-store` */
export function pageOf({ account, kind, id }: Seen): string | null {
  const number = /^gid:\/\/shopify\/Product\/(\d+)$/.exec(id)?.[1]
  const shop = account.split(' ').at(-1) ?? ''
  if (kind !== PRODUCT || number === undefined || !/^[a-z0-9][a-z0-9-]*$/.test(shop)) return null
  return `https://admin.shopify.com/store/${shop}/products/${number}`
}
