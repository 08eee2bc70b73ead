/** What every domain builds on. */
export const BASE_SDL = `
schema {
  query: QueryRoot
  mutation: Mutation
}
type QueryRoot
type Mutation

scalar DateTime
scalar Decimal
scalar HTML
scalar JSON
scalar Money
scalar URL
scalar UnsignedInt64

interface Node {
  id: ID!
}
interface LegacyInteroperability {
  legacyResourceId: UnsignedInt64!
}
interface DisplayableError {
  field: [String!]
  message: String!
}
type UserError implements DisplayableError {
  field: [String!]
  message: String!
}
type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}
type Count {
  count: Int!
  precision: CountPrecision!
}
enum CountPrecision {
  AT_LEAST
  EXACT
}
type MoneyV2 {
  amount: Decimal!
  currencyCode: CurrencyCode!
}
enum CurrencyCode {
  AUD
  CAD
  CHF
  CNY
  EUR
  GBP
  IDR
  JPY
  SEK
  USD
}
`
