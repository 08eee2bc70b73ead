/** Where products and collections are shown: contract, §11. */
export const sdl = /* GraphQL */ `
  extend type QueryRoot {
    publication(id: ID!): Publication
    publications(
      after: String
      before: String
      catalogType: CatalogType
      first: Int
      last: Int
      reverse: Boolean = false
    ): PublicationConnection!
  }

  extend type Mutation {
    publishablePublish(id: ID!, input: [PublicationInput!]!): PublishablePublishPayload
    publishableUnpublish(id: ID!, input: [PublicationInput!]!): PublishableUnpublishPayload
  }

  interface Publishable {
    availablePublicationsCount: Count
    publishedOnPublication(publicationId: ID!): Boolean!
    resourcePublications(
      after: String
      before: String
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationConnection!
    resourcePublicationsCount(onlyPublished: Boolean = true): Count
    resourcePublicationsV2(
      after: String
      before: String
      catalogType: CatalogType
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationV2Connection!
  }

  extend type Product implements Publishable {
    availablePublicationsCount: Count
    onlineStoreUrl: URL
    publishedAt: DateTime
    publishedOnPublication(publicationId: ID!): Boolean!
    resourcePublications(
      after: String
      before: String
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationConnection!
    resourcePublicationsCount(onlyPublished: Boolean = true): Count
    resourcePublicationsV2(
      after: String
      before: String
      catalogType: CatalogType
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationV2Connection!
  }

  extend type Collection implements Publishable {
    availablePublicationsCount: Count
    publishedOnPublication(publicationId: ID!): Boolean!
    resourcePublications(
      after: String
      before: String
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationConnection!
    resourcePublicationsCount(onlyPublished: Boolean = true): Count
    resourcePublicationsV2(
      after: String
      before: String
      catalogType: CatalogType
      first: Int
      last: Int
      onlyPublished: Boolean = true
      reverse: Boolean = false
    ): ResourcePublicationV2Connection!
  }

  type Publication implements Node {
    autoPublish: Boolean!
    id: ID!
    name: String!
    supportsFuturePublishing: Boolean!
  }

  type PublicationConnection {
    edges: [PublicationEdge!]!
    nodes: [Publication!]!
    pageInfo: PageInfo!
  }

  type PublicationEdge {
    cursor: String!
    node: Publication!
  }

  type ResourcePublication {
    isPublished: Boolean!
    publication: Publication!
    publishDate: DateTime!
    publishable: Publishable!
  }

  type ResourcePublicationConnection {
    edges: [ResourcePublicationEdge!]!
    nodes: [ResourcePublication!]!
    pageInfo: PageInfo!
  }

  type ResourcePublicationEdge {
    cursor: String!
    node: ResourcePublication!
  }

  type ResourcePublicationV2 {
    isPublished: Boolean!
    publication: Publication!
    publishDate: DateTime
    publishable: Publishable!
  }

  type ResourcePublicationV2Connection {
    edges: [ResourcePublicationV2Edge!]!
    nodes: [ResourcePublicationV2!]!
    pageInfo: PageInfo!
  }

  type ResourcePublicationV2Edge {
    cursor: String!
    node: ResourcePublicationV2!
  }

  type PublishablePublishPayload {
    publishable: Publishable
    shop: Shop!
    userErrors: [UserError!]!
  }

  type PublishableUnpublishPayload {
    publishable: Publishable
    shop: Shop!
    userErrors: [UserError!]!
  }

  input PublicationInput {
    publicationId: ID
    publishDate: DateTime
  }

  enum CatalogType {
    APP
    COMPANY_LOCATION
    MARKET
    NONE
  }
`
