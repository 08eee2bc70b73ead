/** By what products and variants are named, and what all writes of them share. */
export const IDENTIFIERS_SDL = `
input ProductIdentifierInput @oneOf {
  customId: UniqueMetafieldValueInput
  handle: String
  id: ID
}
input ProductVariantIdentifierInput @oneOf {
  customId: UniqueMetafieldValueInput
  id: ID
}
input ProductSetIdentifiers @oneOf {
  customId: UniqueMetafieldValueInput
  handle: String
  id: ID
}
input ProductUpdateIdentifiers @oneOf @since(version: "2026-04") {
  customId: UniqueMetafieldValueInput
  handle: String
  id: ID
}
input UniqueMetafieldValueInput {
  key: String!
  namespace: String
  value: String!
}

input SEOInput {
  description: String
  title: String
}
input VariantOptionValueInput {
  id: ID
  name: String
  optionId: ID
  optionName: String
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
`
