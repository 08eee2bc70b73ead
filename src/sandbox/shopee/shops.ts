import type { ShopeeShop } from './raw.ts'
import { Refusal } from './refusal.ts'

const PAGE = 100

/** get_shops_by_partner: flat, and without the key `error`. */
export function partnerShops(query: URLSearchParams, shops: readonly ShopeeShop[]): object {
  const size = Math.min(PAGE, Number(query.get('page_size') ?? PAGE))
  const page = Math.max(1, Number(query.get('page_no') ?? 1))
  const rows = shops.slice((page - 1) * size, page * size)
  const authed_shop_list = rows.map(({ id, region, auth_time, expire_time }) => ({
    shop_id: id,
    region,
    sip_affi_shops: [],
    auth_time,
    expire_time,
  }))
  return { authed_shop_list, more: page * size < shops.length }
}

/** get_shop_info: flat. */
export function shopInfo({ name, region, status, auth_time, expire_time }: ShopeeShop): object {
  return {
    ...{ auth_time, expire_time, shop_name: name, region, status },
    ...{ shop_fulfillment_flag: 'Others', is_cb: false, is_upgraded_cbsc: false, merchant_id: null },
    ...{ is_sip: false, sip_affi_shops: [], is_main_shop: false, is_direct_shop: false },
    ...{ linked_direct_shop_list: [], linked_main_shop_id: 0 },
  }
}

/** get_warehouse_detail refuses an ordinary shop. @throws Refusal */
export function warehouses(): never {
  const message = 'Your shop is not in multi-warehouse whitelist.'
  throw new Refusal('error_not_in_whitelist', message, { module: 'warehouse' })
}
