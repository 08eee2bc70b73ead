import { mutation, query } from './document.ts'

/** Who answers, and what the app may do there. */
export const SHOP = query(
  'Shop',
  3,
  `query Shop {
  shop { name myshopifyDomain currencyCode }
  currentAppInstallation { accessScopes { handle } }
}`,
)

/**
 * How many products a search finds, or all; counting ends at 10,000 unless it is told not to. What is wrong with the
 * query is told of lists alone.
 */
export const PRODUCTS_COUNT = query(
  'ProductsCount',
  13,
  `query ProductsCount($query: String) {
  productsCount(query: $query, limit: null) { count precision }
  products(first: 1, query: $query) { nodes { id } }
}`,
)

const OPERATION = 'id status errorCode objectCount rootObjectCount fileSize url partialDataUrl'

/**
 * Has Shopify write all that a query finds into a file. It changes nothing, so it may be sent twice: at worst one more
 * of five runs.
 */
export const RUN_BULK_QUERY = {
  ...mutation(
    'RunBulkQuery',
    10,
    `mutation RunBulkQuery($query: String!, $groupObjects: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
    bulkOperation { ${OPERATION} }
    userErrors { field message code }
  }
}`,
  ),
  write: false,
}

export const BULK_OPERATION = query(
  'BulkOperation',
  1,
  `query BulkOperation($id: ID!) {
  bulkOperation(id: $id) { ${OPERATION} }
}`,
)
