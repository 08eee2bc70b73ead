/** Writes that take no product. */
export const SMALL_WRITES_SDL = `
extend type Mutation {
  productDelete(input: ProductDeleteInput!, synchronous: Boolean = true): ProductDeletePayload
  tagsAdd(id: ID!, tags: [String!]!): TagsAddPayload
  tagsRemove(id: ID!, tags: [String!]!): TagsRemovePayload
}
input ProductDeleteInput {
  id: ID!
}
type ProductDeletePayload {
  deletedProductId: ID
  productDeleteOperation: ProductDeleteOperation
  shop: Shop!
  userErrors: [UserError!]!
}
type TagsAddPayload {
  node: Node
  userErrors: [UserError!]!
}
type TagsRemovePayload {
  node: Node
  userErrors: [UserError!]!
}
`
