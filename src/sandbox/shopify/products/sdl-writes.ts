export const PRODUCT_WRITES_SDL = `
extend type Mutation {
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
input OptionCreateInput {
  name: String
  position: Int
  values: [OptionValueCreateInput!]
}
input OptionValueCreateInput {
  name: String
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
input ProductVariantPositionInput {
  id: ID!
  position: Int!
}
input InventoryLevelInput {
  availableQuantity: Int!
  locationId: ID!
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
