/** An item as the service holds it: a row of get_item_base_info, and what get_model_list says of it. */
export interface ShopeeItem {
  /** With `item_id`, `item_status` and `update_time`; `has_model` follows from the models. */
  base: ShopeeBase
  /** Empty: without variations. */
  models: ShopeeModel[]
  tiers: ShopeeTier[]
  /** Tiers as Shopee standardises them, beside the seller's. */
  standardTiers?: object[]
}

export interface ShopeeBase {
  item_id: number
  item_status: string
  /** Seconds since 1970. */
  update_time: number
  [field: string]: unknown
}

export interface ShopeeModel {
  model_id: number
  tier_index: number[]
  [field: string]: unknown
}

export interface ShopeeTier {
  name: string
  option_list: { option: string; image?: { image_id: string; image_url: string } }[]
}

/** A shop with all of its items, of whatever state. */
export interface ShopeeShop {
  id: number
  name: string
  /** The service's code of its market, such as ID. */
  region: string
  /** NORMAL, BANNED or FROZEN. */
  status: string
  /** Seconds since 1970: when the seller's consent began and ends. */
  auth_time: number
  expire_time: number
  items: ShopeeItem[]
}
