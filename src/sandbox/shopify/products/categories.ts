import { apiError } from '../errors.ts'
import type { ShopifySimSettings } from '../options.ts'

const PREFIX = 'gid://shopify/TaxonomyCategory/'

/** As `TaxonomyCategory`. */
export function categoryOf(id: string | null, { taxonomy }: ShopifySimSettings): object | null {
  if (id === null) return null
  const fullName = taxonomy[id.slice(PREFIX.length)] ?? ''
  return { __typename: 'TaxonomyCategory', id, fullName, name: fullName.split(' > ').at(-1) }
}

/** A node that there is none of is an error of the top level. */
export function checkCategory(id: unknown, { taxonomy }: ShopifySimSettings): void {
  if (id === null || id === undefined) return
  if (!String(id).startsWith(PREFIX) || !(String(id).slice(PREFIX.length) in taxonomy)) {
    throw apiError('INVALID_PRODUCT_TAXONOMY_NODE_ID', 'Invalid product_taxonomy_node_id')
  }
}
