export const STATUSES = [
  'DRAFT',
  'PENDING',
  'FAILED',
  'ACTIVATE',
  'SELLER_DEACTIVATED',
  'PLATFORM_DEACTIVATED',
  'FREEZE',
  'DELETED',
] as const

export type ProductStatus = (typeof STATUSES)[number]

/** A product as the shop keeps it, in a plain shape; the service's answers are made of it. */
export interface SimProduct {
  /** Digits, 19 of them as a rule. */
  id: string
  /** Absent: the first shop. */
  shop?: string
  title: string
  /** HTML. */
  description: string
  status: ProductStatus
  /** Unix seconds. */
  create_time: number
  update_time: number
  brand?: { id: string; name: string }
  /** From the root to the leaf. */
  categories: { id: string; name: string }[]
  /** The main one first. */
  images: SimImage[]
  weight?: { value: string; unit: string }
  /** Its status on Tokopedia, where it is listed there too. */
  tokopedia?: string
  attributes?: { name: string; values: string[] }[]
  search_terms?: string[]
  /** Further members of the detail, as they are. */
  more?: { [field: string]: unknown }
  skus: SimSku[]
}

export interface SimImage {
  uri: string
  /** Where it is to be had; absent: where the service keeps such pictures; empty: nowhere. */
  url?: string
}

export interface SimSku {
  id: string
  seller_sku: string
  /** Text in major units, as sellers type it; `null`: none. */
  price: string | null
  /** What the buyer pays; absent: the same. */
  sale_price?: string
  currency: string
  stock: { warehouse_id: string; quantity: number }[]
  /** None: the product has no variations. */
  options: { name: string; value: string; image?: SimImage }[]
  code?: { type: string; code: string }
  weight?: { value: string; unit: string }
  deactivated?: boolean
}
