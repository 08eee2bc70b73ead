/** A marketplace that the sample is sold on, as `sync.yaml` names it. */
export type Platform = 'shopee' | 'tiktok-shop'

/** A status in a platform's own words: contracts of Shopee (`item_status`) and of TikTok Shop (`status`). */
export type ShopeeStatus = 'NORMAL' | 'BANNED' | 'UNLIST' | 'REVIEWING' | 'SELLER_DELETE' | 'SHOPEE_DELETE'
export type TiktokStatus =
  | 'ACTIVATE'
  | 'DRAFT'
  | 'PENDING'
  | 'FAILED'
  | 'SELLER_DEACTIVATED'
  | 'PLATFORM_DEACTIVATED'
  | 'FREEZE'
  | 'DELETED'

export interface MarketImage {
  /**
   * The platform's own: Shopee's `image_id` (`id-11134207-…`), TikTok's `uri` (`tos-…/<hash>`). The same id twice in one
   * list is one of the defects.
   */
  id: string
  /** https, or `''`: the platform gives none. */
  url: string
}

export interface MarketOption {
  value: string
  image: MarketImage | null
}

/** What variants differ by. At most two, as Shopee allows. */
export interface MarketTier {
  /** The seller's word: Warna, Color, Ukuran, Size. */
  name: string
  /** Two may have the same value: one of the defects. */
  options: MarketOption[]
}

/** Centimetres, whole. */
export interface MarketDimensions {
  length: number
  width: number
  height: number
}

export interface MarketStock {
  /** The platform's own: Shopee's `location_id` (`''` in a shop without several warehouses), TikTok's `warehouse_id`. */
  location: string
  quantity: number
}

export interface MarketCode {
  code: string
  type: 'GTIN' | 'EAN' | 'UPC' | 'ISBN'
}

export interface MarketVariant {
  /** Decimal digits: Shopee's `model_id`, TikTok's SKU id (19 digits). `null`: a Shopee item without models has none. */
  id: string | null
  /** What the seller typed, blanks and case as they are; `''`: nothing. Of a Shopee item without models its `item_sku`. */
  sku: string
  /** Which option of each tier; `[]` where the listing has no tiers. */
  options: number[]
  /** `null`: none. Shopee has codes only in some regions and on items without models, so never in Indonesia. */
  gtin: MarketCode | null
  /** Decimal in major units (`150000`); `0` is one of the defects; `null`: the platform gives none. */
  listPrice: string | null
  /** What is asked now; `null`: as the list price. */
  salePrice: string | null
  stock: MarketStock[]
  /** `null`: as the listing's. */
  weightGrams: number | null
  dimensions: MarketDimensions | null
  /** Shopee's MODEL_NORMAL and MODEL_UNAVAILABLE, TikTok's NORMAL and DEACTIVATED. */
  active: boolean
}

/** Text that people read of a product. */
export interface MarketDescription {
  /** `plain`: with line breaks; `extended`: Shopee's, texts and pictures in turn; `html`: TikTok's. */
  form: 'plain' | 'extended' | 'html'
  /** Of `extended` its texts, separated by line breaks. */
  text: string
  /** Only of `extended`. */
  images: MarketImage[]
}

export interface MarketAttribute {
  id: string
  name: string
  values: { id: string; name: string; unit: string }[]
}

/** One product as one shop of one platform shows it. What a platform cannot say of it is empty or `null`. */
export interface MarketListing {
  platform: Platform
  /** The platform's own id of the shop, decimal digits. */
  shop: string
  /** Decimal digits: Shopee's `item_id`, TikTok's product id (19 digits). */
  id: string
  status: ShopeeStatus | TiktokStatus
  /** `''`: missing. */
  title: string
  description: MarketDescription
  /** `null`: Shopee says brand 0, NoBrand; TikTok leaves it out. */
  brand: { id: string; name: string } | null
  /** Root to leaf, the platform's own ids. */
  category: { id: string; name: string }[]
  images: MarketImage[]
  /** Shopee's `item_sku` of an item with models; `''` else, and always on TikTok, which has none. */
  parentSku: string
  /** `[]`: without variations; there is then exactly one variant. */
  tiers: MarketTier[]
  /** In no particular order, and not every combination of options is there. */
  variants: MarketVariant[]
  weightGrams: number
  dimensions: MarketDimensions | null
  attributes: MarketAttribute[]
  /** Unix seconds. */
  createdAt: number
  updatedAt: number
  /** TikTok in Indonesia: the status of the same listing on Tokopedia; `null`: not listed there, or not TikTok. */
  tokopedia: TiktokStatus | null
}

/** A variant as a mapping names it: `PLATFORM/SHOP/PRODUCT/VARIANT`, without the last part where it has no id. */
export type VariantKey = string

export interface TrueVariant {
  /** Sorted. */
  members: VariantKey[]
}

export interface TrueMaster {
  /** `PLATFORM/SHOP/PRODUCT`, sorted. */
  listings: string[]
  variants: TrueVariant[]
}

/** What belongs together by the rules of matching across sources: all listings that are not deleted, whatever else their status. */
export interface MarketTruth {
  masters: TrueMaster[]
  /** Variants whose only evidence is contested: they belong to nothing. Sorted. */
  ambiguous: VariantKey[]
}

/** A kind of defect, and where it was put: keys of listings (`PLATFORM/SHOP/PRODUCT`). */
export type Defects = { [name: string]: string[] }

export interface MarketCatalogue {
  currency: 'IDR'
  /** By platform in the order of `sync.yaml`, then by id. */
  listings: MarketListing[]
  truth: MarketTruth
  defects: Defects
}

export interface MarketOptions {
  /** Products as a shop owner counts them; most have a listing on each platform. */
  listings: number
  seed: number
  /** Share of listings that `specs/quality.yaml` of a new workspace rejects, 0 to 1; a few in a hundred unless told. */
  invalid?: number
  /** Unix seconds: nothing was changed later than this. */
  now?: number
  /** Shopee's items without models carry codes too, as in regions where it knows them. */
  shopeeCodes?: boolean
}
