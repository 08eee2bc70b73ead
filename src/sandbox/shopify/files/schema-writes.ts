/** Mutations of files and media. */
export const sdlOfWrites = /* GraphQL */ `
  extend type Mutation {
    fileAcknowledgeUpdateFailed(fileIds: [ID!]!): FileAcknowledgeUpdateFailedPayload
    fileCreate(files: [FileCreateInput!]!): FileCreatePayload
    fileDelete(fileIds: [ID!]!): FileDeletePayload
    fileUpdate(files: [FileUpdateInput!]!): FileUpdatePayload
    productReorderMedia(id: ID!, moves: [MoveInput!]!): ProductReorderMediaPayload
    productVariantAppendMedia(
      productId: ID!
      variantMedia: [ProductVariantAppendMediaInput!]!
    ): ProductVariantAppendMediaPayload
    productVariantDetachMedia(
      productId: ID!
      variantMedia: [ProductVariantDetachMediaInput!]!
    ): ProductVariantDetachMediaPayload
    stagedUploadsCreate(input: [StagedUploadInput!]!): StagedUploadsCreatePayload
  }

  input FileCreateInput {
    alt: String
    contentType: FileContentType
    duplicateResolutionMode: FileCreateInputDuplicateResolutionMode = APPEND_UUID
    filename: String
    originalSource: String!
  }

  input FileSetInput {
    alt: String
    contentType: FileContentType
    duplicateResolutionMode: FileCreateInputDuplicateResolutionMode = APPEND_UUID
    filename: String
    id: ID
    originalSource: String
  }

  input FileUpdateInput {
    alt: String
    filename: String
    id: ID!
    originalSource: String
    previewImageSource: String
    referencesToAdd: [ID!]
    referencesToRemove: [ID!]
  }

  input ProductVariantAppendMediaInput {
    mediaIds: [ID!]!
    variantId: ID!
  }

  input ProductVariantDetachMediaInput {
    mediaIds: [ID!]!
    variantId: ID!
  }

  input MoveInput {
    id: ID!
    newPosition: UnsignedInt64!
  }

  input StagedUploadInput {
    fileSize: UnsignedInt64
    filename: String!
    httpMethod: StagedUploadHttpMethodType = PUT
    mimeType: String!
    resource: StagedUploadTargetGenerateUploadResource!
  }

  enum StagedUploadHttpMethodType {
    POST
    PUT
  }

  enum StagedUploadTargetGenerateUploadResource {
    BULK_MUTATION_VARIABLES
    COLLECTION_IMAGE
    FILE
    IMAGE
    MODEL_3D
    SHOP_IMAGE
    VIDEO
  }

  type FileAcknowledgeUpdateFailedPayload {
    files: [File!]
    userErrors: [FilesUserError!]!
  }

  type FileCreatePayload {
    files: [File!]
    userErrors: [FilesUserError!]!
  }

  type FileDeletePayload {
    deletedFileIds: [ID!]
    userErrors: [FilesUserError!]!
  }

  type FileUpdatePayload {
    files: [File!]
    userErrors: [FilesUserError!]!
  }

  type FilesUserError implements DisplayableError {
    code: FilesErrorCode
    field: [String!]
    message: String!
  }

  type ProductReorderMediaPayload {
    job: Job
    mediaUserErrors: [MediaUserError!]!
  }

  type ProductVariantAppendMediaPayload {
    product: Product
    productVariants: [ProductVariant!]
    userErrors: [MediaUserError!]!
  }

  type ProductVariantDetachMediaPayload {
    product: Product
    productVariants: [ProductVariant!]
    userErrors: [MediaUserError!]!
  }

  type MediaUserError implements DisplayableError {
    code: MediaUserErrorCode
    field: [String!]
    message: String!
  }

  type StagedMediaUploadTarget {
    parameters: [StagedUploadParameter!]!
    resourceUrl: URL
    url: URL
  }

  type StagedUploadParameter {
    name: String!
    value: String!
  }

  type StagedUploadsCreatePayload {
    stagedTargets: [StagedMediaUploadTarget!]
    userErrors: [UserError!]!
  }

  enum FilesErrorCode {
    ALT_VALUE_LIMIT_EXCEEDED
    FILENAME_ALREADY_EXISTS
    FILE_DOES_NOT_EXIST
    INVALID
    INVALID_DUPLICATE_MODE_FOR_TYPE
    INVALID_FILENAME
    INVALID_IMAGE_SOURCE_URL
    MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE
    MISSING_ARGUMENTS
    MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE
    NON_READY_STATE
    PRODUCT_MEDIA_LIMIT_EXCEEDED
    REFERENCE_TARGET_DOES_NOT_EXIST
    TOO_MANY_FILE_REFERENCE
  }

  enum MediaUserErrorCode {
    INVALID
    INVALID_MEDIA_TYPE
    MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED
    MEDIA_DOES_NOT_EXIST
    MEDIA_DOES_NOT_EXIST_ON_PRODUCT
    MEDIA_IS_NOT_ATTACHED_TO_VARIANT
    NON_READY_MEDIA
    PRODUCT_DOES_NOT_EXIST
    PRODUCT_MEDIA_LIMIT_EXCEEDED
    PRODUCT_VARIANT_ALREADY_HAS_MEDIA
    PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT
    PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES
    TOO_MANY_MEDIA_PER_INPUT_PAIR
  }
`

/** Into what products are written with. */
export const sdlOfProducts = /* GraphQL */ `
  extend input ProductSetInput {
    files: [FileSetInput!]
  }

  extend input ProductVariantSetInput {
    file: FileSetInput
  }

  extend input ProductVariantsBulkInput {
    mediaId: ID
  }
`
