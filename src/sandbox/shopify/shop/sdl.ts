export const SHOP_SDL = `
extend type QueryRoot {
  shop: Shop!
  currentAppInstallation: AppInstallation!
  publicApiVersions: [ApiVersion!]!
}
type Shop implements Node {
  id: ID!
  name: String!
  myshopifyDomain: String!
  currencyCode: CurrencyCode!
  plan: ShopPlan!
}
type ShopPlan {
  partnerDevelopment: Boolean!
  publicDisplayName: String!
  shopifyPlus: Boolean!
}
type App implements Node {
  id: ID!
  apiKey: String!
  title: String!
}
type AppInstallation implements Node {
  id: ID!
  accessScopes: [AccessScope!]!
  app: App!
}
type AccessScope {
  handle: String!
}
type ApiVersion {
  displayName: String!
  handle: String!
  supported: Boolean!
}
`
