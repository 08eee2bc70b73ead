/** Files, media of products and variants, and staged uploads. */
export const sdl = /* GraphQL */ `
  interface File {
    alt: String
    createdAt: DateTime!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    id: ID!
    preview: MediaPreviewImage
    updatedAt: DateTime!
  }

  interface Media {
    alt: String
    id: ID!
    mediaContentType: MediaContentType!
    mediaErrors: [MediaError!]!
    mediaWarnings: [MediaWarning!]!
    preview: MediaPreviewImage
    status: MediaStatus!
  }

  type MediaImage implements File & Media & Node {
    alt: String
    createdAt: DateTime!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    id: ID!
    image: Image
    mediaContentType: MediaContentType!
    mediaErrors: [MediaError!]!
    mediaWarnings: [MediaWarning!]!
    mimeType: String
    originalSource: MediaImageOriginalSource
    preview: MediaPreviewImage
    status: MediaStatus!
    updatedAt: DateTime!
  }

  type GenericFile implements File & Node {
    alt: String
    createdAt: DateTime!
    fileErrors: [FileError!]!
    fileStatus: FileStatus!
    id: ID!
    mimeType: String
    originalFileSize: Int
    preview: MediaPreviewImage
    updatedAt: DateTime!
    url: URL
  }

  type Image {
    altText: String
    height: Int
    id: ID
    url: URL!
    width: Int
  }

  type MediaImageOriginalSource {
    fileSize: Int
    url: URL
  }

  type MediaPreviewImage {
    image: Image
    status: MediaPreviewImageStatus!
  }

  type FileError {
    code: FileErrorCode!
    details: String
    message: String!
  }

  type MediaError {
    code: MediaErrorCode!
    details: String
    message: String!
  }

  type MediaWarning {
    code: MediaWarningCode!
    message: String
  }

  enum FileStatus {
    FAILED
    PROCESSING
    READY
    UPLOADED
  }

  enum MediaStatus {
    FAILED
    PROCESSING
    READY
    UPLOADED
  }

  enum MediaPreviewImageStatus {
    FAILED
    PROCESSING
    READY
    UPLOADED
  }

  enum MediaContentType {
    EXTERNAL_VIDEO
    IMAGE
    MODEL_3D
    VIDEO
  }

  enum FileContentType {
    EXTERNAL_VIDEO
    FILE
    IMAGE
    MODEL_3D
    VIDEO
  }

  enum FileErrorCode {
    DUPLICATE_FILENAME_ERROR
    FILE_STORAGE_LIMIT_EXCEEDED
    GENERIC_FILE_DOWNLOAD_FAILURE
    GENERIC_FILE_INVALID_SIZE
    IMAGE_DOWNLOAD_FAILURE
    IMAGE_PROCESSING_FAILURE
    INVALID_IMAGE_ASPECT_RATIO
    INVALID_IMAGE_FILE_SIZE
    INVALID_IMAGE_RESOLUTION
    MEDIA_TIMEOUT_ERROR
    UNKNOWN
    UNSUPPORTED_IMAGE_FILE_TYPE
  }

  enum MediaErrorCode {
    DUPLICATE_FILENAME_ERROR
    FILE_STORAGE_LIMIT_EXCEEDED
    GENERIC_FILE_DOWNLOAD_FAILURE
    GENERIC_FILE_INVALID_SIZE
    IMAGE_DOWNLOAD_FAILURE
    IMAGE_PROCESSING_FAILURE
    INVALID_IMAGE_ASPECT_RATIO
    INVALID_IMAGE_FILE_SIZE
    INVALID_IMAGE_RESOLUTION
    MEDIA_TIMEOUT_ERROR
    UNKNOWN
    UNSUPPORTED_IMAGE_FILE_TYPE
  }

  enum MediaWarningCode {
    MODEL_LARGE_PHYSICAL_SIZE
    MODEL_PREVIEW_IMAGE_FAIL
    MODEL_SMALL_PHYSICAL_SIZE
  }

  enum FileCreateInputDuplicateResolutionMode {
    APPEND_UUID
    RAISE_ERROR
    REPLACE
  }

  enum FileSortKeys {
    CREATED_AT
    FILENAME
    ID
    ORIGINAL_UPLOAD_SIZE
    RELEVANCE
    UPDATED_AT
  }

  enum ProductMediaSortKeys {
    ID
    POSITION
  }

  type FileConnection {
    edges: [FileEdge!]!
    nodes: [File!]!
    pageInfo: PageInfo!
  }

  type FileEdge {
    cursor: String!
    node: File!
  }

  type MediaConnection {
    edges: [MediaEdge!]!
    nodes: [Media!]!
    pageInfo: PageInfo!
  }

  type MediaEdge {
    cursor: String!
    node: Media!
  }

  extend type QueryRoot {
    files(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
      savedSearchId: ID
      sortKey: FileSortKeys = ID
    ): FileConnection!
  }

  extend type Product {
    featuredMedia: Media
    media(
      after: String
      before: String
      first: Int
      last: Int
      query: String
      reverse: Boolean = false
      sortKey: ProductMediaSortKeys = POSITION
    ): MediaConnection!
    mediaCount: Count
  }

  extend type ProductVariant {
    media(after: String, before: String, first: Int, last: Int, reverse: Boolean = false): MediaConnection!
  }

  extend union MetafieldReference = MediaImage | GenericFile
`
