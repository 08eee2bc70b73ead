export const PRODUCTS_SDL = `
extend type QueryRoot {
  product(id: ID!): Product
  productByHandle(handle: String!): Product
  productByIdentifier(identifier: ProductIdentifierInput!): Product
  products(
    after: String
    before: String
    first: Int
    last: Int
    query: String
    reverse: Boolean = false
    sortKey: ProductSortKeys = ID
  ): ProductConnection!
  productsCount(limit: Int = 10000, query: String): Count
  productVariant(id: ID!): ProductVariant
  productVariantByIdentifier(identifier: ProductVariantIdentifierInput!): ProductVariant
  productVariants(
    after: String
    before: String
    first: Int
    last: Int
    query: String
    reverse: Boolean = false
    sortKey: ProductVariantSortKeys = ID
  ): ProductVariantConnection!
  productVariantsCount(limit: Int = 10000, query: String): Count
  productOperation(id: ID!): ProductOperation
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
}

type Product implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  title: String!
  handle: String!
  descriptionHtml: HTML!
  description(truncateAt: Int): String!
  vendor: String!
  productType: String!
  tags: [String!]!
  status: ProductStatus!
  category: TaxonomyCategory
  seo: SEO!
  templateSuffix: String
  isGiftCard: Boolean!
  hasOnlyDefaultVariant: Boolean!
  options(first: Int): [ProductOption!]!
  priceRangeV2: ProductPriceRangeV2!
  totalInventory: Int!
  tracksInventory: Boolean!
  variants(
    after: String
    before: String
    first: Int
    last: Int
    reverse: Boolean = false
    sortKey: ProductVariantSortKeys = POSITION
  ): ProductVariantConnection!
  variantsCount: Count
  createdAt: DateTime!
  updatedAt: DateTime!
}
type ProductConnection {
  edges: [ProductEdge!]!
  nodes: [Product!]!
  pageInfo: PageInfo!
}
type ProductEdge {
  cursor: String!
  node: Product!
}
type ProductOption implements Node {
  id: ID!
  name: String!
  position: Int!
  values: [String!]!
  optionValues: [ProductOptionValue!]!
}
type ProductOptionValue implements Node {
  id: ID!
  name: String!
  hasVariants: Boolean!
}
type ProductPriceRangeV2 {
  maxVariantPrice: MoneyV2!
  minVariantPrice: MoneyV2!
}
type SEO {
  title: String
  description: String
}
type TaxonomyCategory implements Node {
  id: ID!
  name: String!
  fullName: String!
}

type ProductVariant implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  title: String!
  displayName: String!
  sku: String
  barcode: String
  price: Money!
  compareAtPrice: Money
  position: Int!
  taxable: Boolean!
  inventoryPolicy: ProductVariantInventoryPolicy!
  inventoryQuantity: Int
  inventoryItem: InventoryItem!
  selectedOptions: [SelectedOption!]!
  product: Product!
  createdAt: DateTime!
  updatedAt: DateTime!
}
type ProductVariantConnection {
  edges: [ProductVariantEdge!]!
  nodes: [ProductVariant!]!
  pageInfo: PageInfo!
}
type ProductVariantEdge {
  cursor: String!
  node: ProductVariant!
}
type SelectedOption {
  name: String!
  value: String!
  optionValue: ProductOptionValue!
}
type InventoryItem implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  sku: String
  tracked: Boolean!
  requiresShipping: Boolean!
  unitCost: MoneyV2
  measurement: InventoryItemMeasurement!
  countryCodeOfOrigin: CountryCode
  provinceCodeOfOrigin: String
  harmonizedSystemCode: String
  variant: ProductVariant!
  createdAt: DateTime!
  updatedAt: DateTime!
}
type InventoryItemMeasurement implements Node {
  id: ID!
  weight: Weight
}
type Weight {
  unit: WeightUnit!
  value: Float!
}

interface ProductOperation {
  product: Product
  status: ProductOperationStatus!
}
type ProductSetOperation implements Node & ProductOperation {
  id: ID!
  product: Product
  status: ProductOperationStatus!
  userErrors: [ProductSetUserError!]!
}
type ProductDeleteOperation implements Node & ProductOperation {
  deletedProductId: ID
  id: ID!
  product: Product
  status: ProductOperationStatus!
  userErrors: [UserError!]!
}

enum ProductOperationStatus {
  ACTIVE
  COMPLETE
  CREATED
}
enum ProductStatus {
  ACTIVE
  ARCHIVED
  DRAFT
  UNLISTED
}
enum ProductSortKeys {
  CREATED_AT
  ID
  INVENTORY_TOTAL
  PRODUCT_TYPE
  PUBLISHED_AT
  RELEVANCE
  TITLE
  UPDATED_AT
  VENDOR
}
enum ProductVariantSortKeys {
  ID
  POSITION
  RELEVANCE
  SKU
  TITLE
}
enum ProductVariantInventoryPolicy {
  CONTINUE
  DENY
}
enum WeightUnit {
  GRAMS
  KILOGRAMS
  OUNCES
  POUNDS
}
enum CountryCode {
  AU
  BR
  CA
  CH
  CN
  DE
  ES
  FR
  GB
  ID
  IN
  IT
  JP
  MX
  NL
  PL
  SE
  TR
  US
  VN
}
`
