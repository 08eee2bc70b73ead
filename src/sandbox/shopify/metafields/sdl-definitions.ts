/** Definitions of metafields. */
export const DEFINITIONS_SDL = `
type MetafieldDefinition implements Node {
  id: ID!
  name: String!
  namespace: String!
  key: String!
  description: String
  ownerType: MetafieldOwnerType!
  type: MetafieldDefinitionType!
  validations: [MetafieldDefinitionValidation!]!
  pinnedPosition: Int
  access: MetafieldAccess!
  capabilities: MetafieldCapabilities!
}
type MetafieldDefinitionConnection {
  edges: [MetafieldDefinitionEdge!]!
  nodes: [MetafieldDefinition!]!
  pageInfo: PageInfo!
}
type MetafieldDefinitionEdge {
  cursor: String!
  node: MetafieldDefinition!
}
type MetafieldDefinitionType {
  name: String!
}
type MetafieldDefinitionValidation {
  name: String!
  value: String
}
type MetafieldAccess {
  admin: MetafieldAdminAccess
  storefront: MetafieldStorefrontAccess
}
type MetafieldCapabilities {
  adminFilterable: MetafieldCapabilityAdminFilterable!
  uniqueValues: MetafieldCapabilityUniqueValues!
}
type MetafieldCapabilityAdminFilterable {
  eligible: Boolean!
  enabled: Boolean!
  status: MetafieldDefinitionAdminFilterStatus!
}
type MetafieldCapabilityUniqueValues {
  eligible: Boolean!
  enabled: Boolean!
}

input MetafieldDefinitionIdentifierInput {
  key: String!
  namespace: String
  ownerType: MetafieldOwnerType!
}
input MetafieldDefinitionInput {
  access: MetafieldAccessInput
  capabilities: MetafieldCapabilityCreateInput
  description: String
  key: String!
  name: String!
  namespace: String
  ownerType: MetafieldOwnerType!
  pin: Boolean = false
  type: String!
  validations: [MetafieldDefinitionValidationInput!]
}
input MetafieldDefinitionValidationInput {
  name: String!
  value: String!
}
input MetafieldAccessInput {
  admin: MetafieldAdminAccessInput
  storefront: MetafieldStorefrontAccessInput
}
input MetafieldCapabilityCreateInput {
  adminFilterable: MetafieldCapabilityAdminFilterableInput
  uniqueValues: MetafieldCapabilityUniqueValuesInput
}
input MetafieldCapabilityAdminFilterableInput {
  enabled: Boolean!
}
input MetafieldCapabilityUniqueValuesInput {
  enabled: Boolean!
}
type MetafieldDefinitionCreatePayload {
  createdDefinition: MetafieldDefinition
  userErrors: [MetafieldDefinitionCreateUserError!]!
}
type MetafieldDefinitionCreateUserError implements DisplayableError {
  code: MetafieldDefinitionCreateUserErrorCode
  field: [String!]
  message: String!
}
type MetafieldDefinitionDeletePayload {
  deletedDefinitionId: ID
  userErrors: [MetafieldDefinitionDeleteUserError!]!
}
type MetafieldDefinitionDeleteUserError implements DisplayableError {
  code: MetafieldDefinitionDeleteUserErrorCode
  field: [String!]
  message: String!
}
enum MetafieldDefinitionCreateUserErrorCode {
  ADMIN_ACCESS_INPUT_NOT_ALLOWED
  BLANK
  CAPABILITY_REQUIRED_BUT_DISABLED
  DUPLICATE_OPTION
  INCLUSION
  INVALID
  INVALID_CAPABILITY
  INVALID_CHARACTER
  INVALID_CONSTRAINTS
  INVALID_INPUT_COMBINATION
  INVALID_OPTION
  LIMIT_EXCEEDED
  OWNER_TYPE_LIMIT_EXCEEDED_FOR_AUTOMATED_COLLECTIONS
  OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS
  PINNED_LIMIT_REACHED
  PRESENT
  RESERVED_NAMESPACE_KEY
  RESOURCE_TYPE_LIMIT_EXCEEDED
  RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP
  TAKEN
  TOO_LONG
  TOO_SHORT
  TYPE_NOT_ALLOWED_FOR_CONDITIONS
  UNSTRUCTURED_ALREADY_EXISTS
  UNSUPPORTED_PINNING
}
enum MetafieldDefinitionDeleteUserErrorCode {
  APP_CONFIG_MANAGED
  DISALLOWED_OWNER_TYPE
  ID_TYPE_DELETION_ERROR
  INTERNAL_ERROR
  METAFIELD_DEFINITION_IN_USE
  NOT_FOUND
  PRESENT
  REFERENCE_TYPE_DELETION_ERROR
  RESERVED_NAMESPACE_ORPHANED_METAFIELDS
  STANDARD_METAFIELD_DEFINITION_DEPENDENT_ON_APP
}
enum MetafieldDefinitionAdminFilterStatus {
  FAILED
  FILTERABLE
  IN_PROGRESS
  NOT_FILTERABLE
}
enum MetafieldAdminAccess {
  MERCHANT_READ
  MERCHANT_READ_WRITE
  PRIVATE
  PUBLIC_READ
  PUBLIC_READ_WRITE
}
enum MetafieldAdminAccessInput {
  MERCHANT_READ
  MERCHANT_READ_WRITE
}
enum MetafieldStorefrontAccess {
  NONE
  PUBLIC_READ
}
enum MetafieldStorefrontAccessInput {
  NONE
  PUBLIC_READ
}
enum MetafieldOwnerType {
  COLLECTION
  CUSTOMER
  LOCATION
  ORDER
  PRODUCT
  PRODUCTVARIANT
  SHOP
}
`
