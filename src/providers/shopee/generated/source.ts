export interface ShopeeSource {
  shop_id: number
  region: string
  statuses?: string[]
  calls_per_day?: number
  max_age?: string
  image_hosts?: string[]
}
