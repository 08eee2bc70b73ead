/** Collections, filled by hand or by a rule: contract, §11. */
export const sdl = /* GraphQL */ `
  extend type QueryRoot {
    collection(id: ID!): Collection
    collectionByHandle(handle: String!): Collection
    collectionByIdentifier(identifier: CollectionIdentifierInput!): Collection
    collections(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
      savedSearchId: ID
      sortKey: CollectionSortKeys = ID
    ): CollectionConnection!
    collectionsCount(limit: Int = 10000, query: String, savedSearchId: ID): Count
  }

  extend type Mutation {
    collectionAddProducts(id: ID!, productIds: [ID!]!): CollectionAddProductsPayload
    collectionAddProductsV2(id: ID!, productIds: [ID!]!): CollectionAddProductsV2Payload
    collectionCreate(input: CollectionInput!): CollectionCreatePayload @until(version: "2026-07")
    collectionCreate(collection: CollectionCreateInput, input: CollectionInput): CollectionCreatePayload
      @since(version: "2026-07")
    collectionDelete(input: CollectionDeleteInput!): CollectionDeletePayload
    collectionRemoveProducts(id: ID!, productIds: [ID!]!): CollectionRemoveProductsPayload
    collectionUpdate(input: CollectionInput!): CollectionUpdatePayload @until(version: "2026-07")
    collectionUpdate(collection: CollectionUpdateInput, input: CollectionInput): CollectionUpdatePayload
      @since(version: "2026-07")
  }

  extend type Product {
    collections(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
      sortKey: CollectionSortKeys = ID
    ): CollectionConnection!
    inCollection(id: ID!): Boolean!
  }

  type Collection implements Node {
    descriptionHtml: HTML!
    handle: String!
    hasProduct(id: ID!): Boolean!
    id: ID!
    legacyResourceId: UnsignedInt64!
    products(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
      sortKey: ProductCollectionSortKeys = COLLECTION_DEFAULT
    ): ProductConnection!
    productsCount: Count
    ruleSet: CollectionRuleSet
    sortOrder: CollectionSortOrder!
    sources: [CollectionSource!]! @since(version: "2026-07")
    title: String!
    updatedAt: DateTime!
  }

  type CollectionConnection {
    edges: [CollectionEdge!]!
    nodes: [Collection!]!
    pageInfo: PageInfo!
  }

  type CollectionEdge {
    cursor: String!
    node: Collection!
  }

  type CollectionRuleSet {
    appliedDisjunctively: Boolean!
    rules: [CollectionRule!]!
  }

  type CollectionRule {
    column: CollectionRuleColumn!
    condition: String!
    relation: CollectionRuleRelation!
  }

  enum CollectionRuleColumn {
    TAG
    TITLE
    TYPE
    VENDOR
  }

  enum CollectionRuleRelation {
    CONTAINS
    ENDS_WITH
    EQUALS
    NOT_EQUALS
    STARTS_WITH
  }

  interface CollectionSource implements Node @since(version: "2026-07") {
    description: String
    id: ID!
    title: String!
  }

  type CollectionConditionsSource implements CollectionSource & Node @since(version: "2026-07") {
    description: String
    id: ID!
    inclusion: CollectionSourceInclusion!
    title: String!
  }

  type CollectionSourceInclusion @since(version: "2026-07") {
    selections(
      after: String
      before: String
      first: Int
      last: Int
      reverse: Boolean = false
    ): CollectionInclusionProductSelectionConnection!
  }

  type CollectionInclusionProductSelection @since(version: "2026-07") {
    product: Product!
    variantIds: [ID!]
  }

  type CollectionInclusionProductSelectionConnection @since(version: "2026-07") {
    edges: [CollectionInclusionProductSelectionEdge!]!
    nodes: [CollectionInclusionProductSelection!]!
    pageInfo: PageInfo!
  }

  type CollectionInclusionProductSelectionEdge @since(version: "2026-07") {
    cursor: String!
    node: CollectionInclusionProductSelection!
  }

  enum CollectionSortKeys {
    ID
    RELEVANCE
    TITLE
    UPDATED_AT
  }

  enum CollectionSortOrder {
    ALPHA_ASC
    ALPHA_DESC
    BEST_SELLING
    CREATED
    CREATED_DESC
    MANUAL
    PRICE_ASC
    PRICE_DESC
  }

  enum ProductCollectionSortKeys {
    COLLECTION_DEFAULT
    ID
    MANUAL
    TITLE
  }

  extend union MetafieldReference = Collection
`
