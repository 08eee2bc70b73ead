export const PRODUCT_SET_SDL = `
extend type Mutation {
  productSet(identifier: ProductSetIdentifiers, input: ProductSetInput!, synchronous: Boolean = true): ProductSetPayload
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
input ProductSetInventoryInput {
  locationId: ID!
  name: String!
  quantity: Int!
}
type ProductSetPayload {
  product: Product
  productSetOperation: ProductSetOperation
  userErrors: [ProductSetUserError!]!
}
`
