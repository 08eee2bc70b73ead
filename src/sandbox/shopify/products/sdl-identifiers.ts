/** By what products and variants are named. */
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
`
