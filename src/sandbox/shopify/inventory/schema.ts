/** Stock and the places where it lies: contract, §12. */
export const sdl = /* GraphQL */ `
  directive @idempotent(key: String!) on FIELD

  extend type QueryRoot {
    inventoryItem(id: ID!): InventoryItem
    location(id: ID): Location
    locations(
      after: String
      before: String
      first: Int
      includeInactive: Boolean = false
      includeLegacy: Boolean = false
      last: Int
      query: String
      reverse: Boolean = false
      sortKey: LocationSortKeys = NAME
    ): LocationConnection!
  }

  extend type InventoryItem {
    inventoryLevel(includeInactive: Boolean = false @since(version: "2026-04"), locationId: ID!): InventoryLevel
    inventoryLevels(
      after: String
      before: String
      first: Int
      includeInactive: Boolean = false @since(version: "2026-04")
      last: Int
      query: String
      reverse: Boolean = false
    ): InventoryLevelConnection!
  }

  extend type Mutation {
    inventoryActivate(
      available: Int
      inventoryItemId: ID!
      locationId: ID!
      onHand: Int
      stockAtLegacyLocation: Boolean = false
    ): InventoryActivatePayload
    inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
  }

  type Location implements LegacyInteroperability & Node {
    fulfillsOnlineOrders: Boolean!
    id: ID!
    isActive: Boolean!
    legacyResourceId: UnsignedInt64!
    name: String!
    shipsInventory: Boolean!
  }

  type LocationConnection {
    edges: [LocationEdge!]!
    nodes: [Location!]!
    pageInfo: PageInfo!
  }

  type LocationEdge {
    cursor: String!
    node: Location!
  }

  enum LocationSortKeys {
    ID
    NAME
    RELEVANCE
  }

  type InventoryLevel implements Node {
    id: ID!
    isActive: Boolean! @since(version: "2026-04")
    item: InventoryItem!
    location: Location!
    quantities(names: [String!]!): [InventoryQuantity!]!
    updatedAt: DateTime!
  }

  type InventoryLevelConnection {
    edges: [InventoryLevelEdge!]!
    nodes: [InventoryLevel!]!
    pageInfo: PageInfo!
  }

  type InventoryLevelEdge {
    cursor: String!
    node: InventoryLevel!
  }

  type InventoryQuantity implements Node {
    id: ID!
    name: String!
    quantity: Int!
    updatedAt: DateTime
  }

  input InventorySetQuantitiesInput {
    ignoreCompareQuantity: Boolean = false @until(version: "2026-04")
    name: String!
    quantities: [InventoryQuantityInput!]!
    reason: String!
    referenceDocumentUri: String
  }

  input InventoryQuantityInput {
    changeFromQuantity: Int
    compareQuantity: Int @until(version: "2026-04")
    inventoryItemId: ID!
    locationId: ID!
    quantity: Int!
  }

  type InventoryActivatePayload {
    inventoryLevel: InventoryLevel
    userErrors: [UserError!]!
  }

  type InventorySetQuantitiesPayload {
    inventoryAdjustmentGroup: InventoryAdjustmentGroup
    userErrors: [InventorySetQuantitiesUserError!]!
  }

  type InventorySetQuantitiesUserError implements DisplayableError {
    code: InventorySetQuantitiesUserErrorCode
    field: [String!]
    message: String!
  }

  type InventoryAdjustmentGroup implements Node {
    changes: [InventoryChange!]!
    createdAt: DateTime!
    id: ID!
    reason: String!
    referenceDocumentUri: String
  }

  type InventoryChange {
    delta: Int!
    item: InventoryItem
    location: Location
    name: String!
    quantityAfterChange: Int
  }

  enum InventorySetQuantitiesUserErrorCode {
    CHANGE_FROM_QUANTITY_STALE
    COMPARE_QUANTITY_REQUIRED
    COMPARE_QUANTITY_STALE
    IDEMPOTENCY_CONCURRENT_REQUEST
    IDEMPOTENCY_KEY_PARAMETER_MISMATCH
    IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED
    INVALID_INVENTORY_ITEM
    INVALID_LOCATION
    INVALID_NAME
    INVALID_QUANTITY_NEGATIVE
    INVALID_QUANTITY_TOO_HIGH
    INVALID_QUANTITY_TOO_LOW
    INVALID_REASON
    INVALID_REFERENCE_DOCUMENT
    ITEM_NOT_STOCKED_AT_LOCATION @until(version: "2026-10")
    NON_MUTABLE_INVENTORY_ITEM
    NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR
  }
`
