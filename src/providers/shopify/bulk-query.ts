/** Connections that one bulk query may have, and how deep one may lie in another (shopify.dev, bulk operations): 5, and 2. */

interface Chosen {
  /** In the words of Shopify's search; `null`: all products. */
  query: string | null
  /** `NAMESPACE.KEY` or `NAMESPACE.*`. */
  metafields: readonly string[]
}

/** Products with their variants, metafields and media: five connections with that of the products. */
export function catalogueQuery({ query, metafields }: Chosen): string {
  const chosen = metafieldsOf(metafields)
  return `{
  products${filterOf(query)} { edges { node {
    id title handle descriptionHtml vendor productType tags status createdAt updatedAt
    onlineStoreUrl templateSuffix isGiftCard hasOnlyDefaultVariant
    variantsCount { count }
    category { id fullName }
    seo { title description }
    options { name position values }
    ${chosen}
    media { edges { node {
      id alt mediaContentType status
      ... on MediaImage { image { url width height } }
    } } }
    variants { edges { node {
      id title sku barcode price compareAtPrice position taxable inventoryPolicy inventoryQuantity createdAt updatedAt
      selectedOptions { name value }
      inventoryItem { tracked requiresShipping measurement { weight { value unit } } }
      ${chosen}
    } } }
  } } }
}`
}

/** What has no room in the other: which collections a product is in, and which image a variant shows. */
export function linksQuery({ query }: Pick<Chosen, 'query'>): string {
  return `{
  products${filterOf(query)} { edges { node {
    id
    collections { edges { node { id handle title } } }
    variants { edges { node {
      id
      media { edges { node { id } } }
    } } }
  } } }
}`
}

/** When each product was changed last. */
export function changesQuery({ query }: Pick<Chosen, 'query'>): string {
  return `{
  products${filterOf(query)} { edges { node { id updatedAt } } }
}`
}

function filterOf(query: string | null): string {
  return query === null ? '' : `(query: ${JSON.stringify(query)})`
}

/** Of one namespace, or of single keys, Shopify chooses; of several namespaces all come, and are chosen from here. */
function metafieldsOf(patterns: readonly string[]): string {
  if (patterns.length === 0) return ''
  const chosen = 'edges { node { id namespace key type value } }'
  const namespaces = new Set(patterns.map((pattern) => splitName(pattern).namespace))
  const [namespace] = namespaces
  if (patterns.every((pattern) => !pattern.endsWith('.*'))) {
    return `metafields(keys: ${JSON.stringify(patterns)}) { ${chosen} }`
  }
  return `metafields${namespaces.size === 1 ? `(namespace: ${JSON.stringify(namespace)})` : ''} { ${chosen} }`
}

/** A namespace may hold no dot, a key neither. */
function splitName(name: string): { namespace: string; key: string } {
  const dot = name.lastIndexOf('.')
  return { namespace: name.slice(0, dot), key: name.slice(dot + 1) }
}

/** True for a metafield that one of the patterns means. */
export function isChosen(patterns: readonly string[], { namespace, key }: { namespace: string; key: string }): boolean {
  return patterns.includes(`${namespace}.*`) || patterns.includes(`${namespace}.${key}`)
}
