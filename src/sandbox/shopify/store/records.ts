export type ProductStatus = 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED'

export interface Product {
  readonly __typename: 'Product'
  readonly id: string
  title: string
  handle: string
  descriptionHtml: string
  vendor: string
  productType: string
  /** Sorted. */
  tags: string[]
  status: ProductStatus
  /** Id of a node of the taxonomy. */
  category: string | null
  seo: { title: string | null; description: string | null }
  templateSuffix: string | null
  isGiftCard: boolean
  /** In their order. */
  options: ProductOption[]
  /** In their order; at least one. */
  variants: Variant[]
  /** Ids of files, in their order. */
  media: string[]
  readonly createdAt: string
  updatedAt: string
}

export interface ProductOption {
  readonly __typename: 'ProductOption'
  readonly id: string
  name: string
  values: OptionValue[]
}

export interface OptionValue {
  readonly __typename: 'ProductOptionValue'
  readonly id: string
  name: string
}

export interface Variant {
  readonly __typename: 'ProductVariant'
  readonly id: string
  readonly productId: string
  /** One for each option of the product, in their order; ids of its values. */
  values: string[]
  /** With two decimals. */
  price: string
  compareAtPrice: string | null
  barcode: string | null
  taxable: boolean
  inventoryPolicy: 'CONTINUE' | 'DENY'
  readonly inventoryItem: InventoryItem
  /** Id of a file. */
  media: string | null
  readonly createdAt: string
  updatedAt: string
}

export interface InventoryItem {
  readonly __typename: 'InventoryItem'
  readonly id: string
  readonly variantId: string
  sku: string | null
  tracked: boolean
  requiresShipping: boolean
  /** With two decimals. */
  cost: string | null
  weight: Weight | null
  countryCodeOfOrigin: string | null
  provinceCodeOfOrigin: string | null
  harmonizedSystemCode: string | null
  /** Where it is stocked, by location. */
  readonly levels: Map<string, Level>
  readonly createdAt: string
  updatedAt: string
}

export interface Weight {
  value: number
  unit: string
}

export interface Level {
  readonly __typename: 'InventoryLevel'
  readonly id: string
  readonly itemId: string
  readonly locationId: string
  available: number
  onHand: number
  updatedAt: string
}

export interface Location {
  readonly __typename: 'Location'
  readonly id: string
  name: string
  isActive: boolean
}

export interface Metafield {
  readonly __typename: 'Metafield'
  readonly id: string
  readonly ownerId: string
  readonly namespace: string
  readonly key: string
  type: string
  /** As it reads back. */
  value: string
  readonly createdAt: string
  updatedAt: string
}

export interface Definition {
  readonly __typename: 'MetafieldDefinition'
  readonly id: string
  readonly ownerType: string
  readonly namespace: string
  readonly key: string
  name: string
  description: string | null
  readonly type: string
  validations: { name: string; value: string }[]
  uniqueValues: boolean
  adminFilterable: boolean
  pinned: boolean
  access: { admin: string; storefront: string }
}

/** What `productSet` promised. */
export interface Operation {
  readonly __typename: 'ProductSetOperation' | 'ProductDeleteOperation'
  readonly id: string
  status: 'ACTIVE' | 'COMPLETE' | 'CREATED'
  productId: string | null
  deletedProductId: string | null
  userErrors: readonly object[]
}

/** By `__typename`. A domain adds its own. */
export interface Tables {
  Product: Product
  ProductVariant: Variant
  InventoryItem: InventoryItem
  Location: Location
  MetafieldDefinition: Definition
  Metafield: Metafield
  ProductSetOperation: Operation
  ProductDeleteOperation: Operation
}
