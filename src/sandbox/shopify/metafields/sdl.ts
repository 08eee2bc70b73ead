/** Metafields and who has them. */
export const METAFIELDS_SDL = `
extend type QueryRoot {
  metafieldDefinition(identifier: MetafieldDefinitionIdentifierInput): MetafieldDefinition
  metafieldDefinitions(
    after: String
    before: String
    first: Int
    key: String
    last: Int
    namespace: String
    ownerType: MetafieldOwnerType!
    reverse: Boolean = false
  ): MetafieldDefinitionConnection!
}
extend type Mutation {
  metafieldsSet(metafields: [MetafieldsSetInput!]!): MetafieldsSetPayload
  metafieldsDelete(metafields: [MetafieldIdentifierInput!]!): MetafieldsDeletePayload
  metafieldDefinitionCreate(definition: MetafieldDefinitionInput!): MetafieldDefinitionCreatePayload
  metafieldDefinitionDelete(
    deleteAllAssociatedMetafields: Boolean = false
    id: ID
    identifier: MetafieldDefinitionIdentifierInput
  ): MetafieldDefinitionDeletePayload
}

interface HasMetafields {
  metafield(key: String!, namespace: String): Metafield
  metafields(
    after: String
    before: String
    first: Int
    keys: [String!]
    last: Int
    namespace: String
    reverse: Boolean = false
  ): MetafieldConnection!
}
extend type Product implements HasMetafields {
  metafield(key: String!, namespace: String): Metafield
  metafields(
    after: String
    before: String
    first: Int
    keys: [String!]
    last: Int
    namespace: String
    reverse: Boolean = false
  ): MetafieldConnection!
}
extend type ProductVariant implements HasMetafields {
  metafield(key: String!, namespace: String): Metafield
  metafields(
    after: String
    before: String
    first: Int
    keys: [String!]
    last: Int
    namespace: String
    reverse: Boolean = false
  ): MetafieldConnection!
}
extend input ProductSetInput {
  metafields: [MetafieldInput!]
}
extend input ProductCreateInput {
  metafields: [MetafieldInput!]
}
extend input ProductUpdateInput {
  metafields: [MetafieldInput!]
}
extend input ProductVariantSetInput {
  metafields: [MetafieldInput!]
}
extend input ProductVariantsBulkInput {
  metafields: [MetafieldInput!]
}
input MetafieldInput {
  id: ID
  key: String
  namespace: String
  type: String
  value: String
}

type Metafield implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  namespace: String!
  key: String!
  type: String!
  value: String!
  jsonValue: JSON!
  compareDigest: String!
  sizeInBytes: Int! @since(version: "2026-07")
  owner: HasMetafields!
  ownerType: MetafieldOwnerType!
  definition: MetafieldDefinition
  reference: MetafieldReference
  references(after: String, before: String, first: Int, last: Int): MetafieldReferenceConnection
  createdAt: DateTime!
  updatedAt: DateTime!
}
type MetafieldConnection {
  edges: [MetafieldEdge!]!
  nodes: [Metafield!]!
  pageInfo: PageInfo!
}
type MetafieldEdge {
  cursor: String!
  node: Metafield!
}
union MetafieldReference = Product | ProductVariant
type MetafieldReferenceConnection {
  edges: [MetafieldReferenceEdge!]!
  nodes: [MetafieldReference]!
  pageInfo: PageInfo!
}
type MetafieldReferenceEdge {
  cursor: String!
  node: MetafieldReference
}
`
