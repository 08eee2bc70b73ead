export const PRODUCT_WRITES_SDL = `
extend type Mutation {
  productSet(identifier: ProductSetIdentifiers, input: ProductSetInput!, synchronous: Boolean = true): ProductSetPayload
  productCreate(product: ProductCreateInput): ProductCreatePayload
  productUpdate(
    identifier: ProductUpdateIdentifiers @since(version: "2026-04")
    product: ProductUpdateInput
  ): ProductUpdatePayload
  productVariantsBulkCreate(
    productId: ID!
    strategy: ProductVariantsBulkCreateStrategy = DEFAULT
    variants: [ProductVariantsBulkInput!]!
  ): ProductVariantsBulkCreatePayload
  productVariantsBulkUpdate(
    allowPartialUpdates: Boolean = false
    productId: ID!
    variants: [ProductVariantsBulkInput!]!
  ): ProductVariantsBulkUpdatePayload
  productVariantsBulkDelete(productId: ID!, variantsIds: [ID!]!): ProductVariantsBulkDeletePayload
  productVariantsBulkReorder(
    positions: [ProductVariantPositionInput!]!
    productId: ID!
  ): ProductVariantsBulkReorderPayload
}

input ProductSetInput {
  category: ID
  descriptionHtml: String
  giftCard: Boolean
  handle: String
  id: ID
  productOptions: [OptionSetInput!]
  productType: String
  redirectNewHandle: Boolean
  seo: SEOInput
  status: ProductStatus
  tags: [String!]
  templateSuffix: String
  title: String
  variants: [ProductVariantSetInput!]
  vendor: String
}
input ProductCreateInput {
  category: ID
  descriptionHtml: String
  giftCard: Boolean
  handle: String
  productOptions: [OptionCreateInput!]
  productType: String
  seo: SEOInput
  status: ProductStatus
  tags: [String!]
  templateSuffix: String
  title: String
  vendor: String
}
input ProductUpdateInput {
  category: ID
  descriptionHtml: String
  handle: String
  id: ID
  productType: String
  redirectNewHandle: Boolean
  seo: SEOInput
  status: ProductStatus
  tags: [String!]
  templateSuffix: String
  title: String
  vendor: String
}
input SEOInput {
  description: String
  title: String
}
input OptionSetInput {
  id: ID
  name: String
  position: Int
  values: [OptionValueSetInput!]
}
input OptionValueSetInput {
  id: ID
  name: String
}
input OptionCreateInput {
  name: String
  position: Int
  values: [OptionValueCreateInput!]
}
input OptionValueCreateInput {
  name: String
}
input ProductVariantSetInput {
  barcode: String
  compareAtPrice: Money
  id: ID
  inventoryItem: InventoryItemInput
  inventoryPolicy: ProductVariantInventoryPolicy
  inventoryQuantities: [ProductSetInventoryInput!]
  optionValues: [VariantOptionValueInput!]!
  position: Int
  price: Money
  sku: String
  taxable: Boolean
}
input ProductVariantsBulkInput {
  barcode: String
  compareAtPrice: Money
  id: ID
  inventoryItem: InventoryItemInput
  inventoryPolicy: ProductVariantInventoryPolicy
  inventoryQuantities: [InventoryLevelInput!]
  optionValues: [VariantOptionValueInput!]
  price: Money
  taxable: Boolean
}
input VariantOptionValueInput {
  id: ID
  name: String
  optionId: ID
  optionName: String
}
input ProductVariantPositionInput {
  id: ID!
  position: Int!
}
input ProductSetInventoryInput {
  locationId: ID!
  name: String!
  quantity: Int!
}
input InventoryLevelInput {
  availableQuantity: Int!
  locationId: ID!
}
input InventoryItemInput {
  cost: Decimal
  countryCodeOfOrigin: CountryCode
  harmonizedSystemCode: String
  measurement: InventoryItemMeasurementInput
  provinceCodeOfOrigin: String
  requiresShipping: Boolean
  sku: String
  tracked: Boolean
}
input InventoryItemMeasurementInput {
  weight: WeightInput
}
input WeightInput {
  unit: WeightUnit!
  value: Float!
}

type ProductSetPayload {
  product: Product
  productSetOperation: ProductSetOperation
  userErrors: [ProductSetUserError!]!
}
type ProductCreatePayload {
  product: Product
  shop: Shop!
  userErrors: [UserError!]!
}
type ProductUpdatePayload {
  product: Product
  userErrors: [UserError!]!
}
type ProductVariantsBulkCreatePayload {
  product: Product
  productVariants: [ProductVariant!]
  userErrors: [ProductVariantsBulkCreateUserError!]!
}
type ProductVariantsBulkUpdatePayload {
  product: Product
  productVariants: [ProductVariant!]
  userErrors: [ProductVariantsBulkUpdateUserError!]!
}
type ProductVariantsBulkDeletePayload {
  product: Product
  userErrors: [ProductVariantsBulkDeleteUserError!]!
}
type ProductVariantsBulkReorderPayload {
  product: Product
  userErrors: [ProductVariantsBulkReorderUserError!]!
}
enum ProductVariantsBulkCreateStrategy {
  DEFAULT
  PRESERVE_STANDALONE_VARIANT
  REMOVE_STANDALONE_VARIANT
}
`
