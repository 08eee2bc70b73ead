/** What mutations of collections take and give. */
export const sdlOfWrites = /* GraphQL */ `
  input CollectionIdentifierInput @oneOf {
    handle: String
    id: ID
  }

  input CollectionInput {
    descriptionHtml: String
    handle: String
    id: ID
    products: [ID!]
    ruleSet: CollectionRuleSetInput
    sortOrder: CollectionSortOrder
    title: String
  }

  input CollectionRuleSetInput {
    appliedDisjunctively: Boolean!
    rules: [CollectionRuleInput!]
  }

  input CollectionRuleInput {
    column: CollectionRuleColumn!
    condition: String!
    relation: CollectionRuleRelation!
  }

  input CollectionCreateInput @since(version: "2026-07") {
    descriptionHtml: String
    handle: String
    sortOrder: CollectionSortOrder
    sources: [CollectionCreateSourceTargetInput!]
    title: String!
  }

  input CollectionUpdateInput @since(version: "2026-07") {
    descriptionHtml: String
    handle: String
    id: ID
    sortOrder: CollectionSortOrder
    sourcesToCreate: [CollectionCreateSourceTargetInput!]
    sourcesToUpdate: [CollectionUpdateSourceTargetInput!]
    title: String
  }

  input CollectionCreateSourceTargetInput @oneOf @since(version: "2026-07") {
    source: CollectionCreateConditionsSourceInput
  }

  input CollectionCreateConditionsSourceInput @since(version: "2026-07") {
    description: String
    inclusion: CollectionCreateSourceInclusionInput
    title: String!
  }

  input CollectionCreateSourceInclusionInput @since(version: "2026-07") {
    selections: [CollectionInclusionProductSelectionInput!] = []
  }

  input CollectionInclusionProductSelectionInput @since(version: "2026-07") {
    productId: ID!
    variantIds: [ID!]
  }

  input CollectionUpdateSourceTargetInput @oneOf @since(version: "2026-07") {
    condition: CollectionUpdateConditionsSourceInput
  }

  input CollectionUpdateConditionsSourceInput @since(version: "2026-07") {
    description: String
    id: ID!
    inclusion: CollectionUpdateSourceInclusionInput
    title: String
  }

  input CollectionUpdateSourceInclusionInput @since(version: "2026-07") {
    selectionsToAdd: [CollectionInclusionProductSelectionInput!]
    selectionsToRemove: [CollectionInclusionProductSelectionInput!]
  }

  input CollectionDeleteInput {
    id: ID!
  }

  type CollectionAddProductsPayload {
    collection: Collection
    userErrors: [UserError!]!
  }

  type CollectionAddProductsV2Payload {
    job: Job
    userErrors: [CollectionAddProductsV2UserError!]!
  }

  type CollectionAddProductsV2UserError implements DisplayableError {
    code: CollectionAddProductsV2UserErrorCode
    field: [String!]
    message: String!
  }

  enum CollectionAddProductsV2UserErrorCode {
    CANT_ADD_TO_SMART_COLLECTION
    COLLECTION_DOES_NOT_EXIST
  }

  type CollectionCreatePayload {
    collection: Collection
    userErrors: [UserError!]!
  }

  type CollectionUpdatePayload {
    collection: Collection
    job: Job
    userErrors: [UserError!]!
  }

  type CollectionDeletePayload {
    deletedCollectionId: ID
    shop: Shop!
    userErrors: [UserError!]!
  }

  type CollectionRemoveProductsPayload {
    job: Job
    userErrors: [UserError!]!
  }
`

/** Into what products are written with. */
export const sdlOfProducts = /* GraphQL */ `
  extend input ProductSetInput {
    collections: [ID!]
  }

  extend input ProductCreateInput {
    collectionsToJoin: [ID!]
  }

  extend input ProductUpdateInput {
    collectionsToJoin: [ID!]
    collectionsToLeave: [ID!]
  }
`
