import { type Document, query } from '../../document.ts'
import { pageCost } from './read-pages.ts'

/** Rows of a page of small lists. */
const PAGE = 250

const DEFINITION = 'nodes { id name namespace key type { name } } pageInfo { hasNextPage endCursor }'

/** Definitions of metafields, a page of each owner. */
export const DEFINITIONS = query(
  'MetafieldDefinitions',
  2 * pageCost(PAGE, 2),
  `query MetafieldDefinitions($product: String, $variant: String) {
  product: metafieldDefinitions(ownerType: PRODUCT, first: ${PAGE}, after: $product) { ${DEFINITION} }
  variant: metafieldDefinitions(ownerType: PRODUCTVARIANT, first: ${PAGE}, after: $variant) { ${DEFINITION} }
}`,
)

/** Sales channels and the like, which products are shown by. */
export const PUBLICATIONS_THERE = query(
  'Publications',
  pageCost(PAGE, 1),
  `query Publications($after: String) {
  rows: publications(first: ${PAGE}, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
}`,
)

export const LOCATIONS_THERE = query(
  'Locations',
  pageCost(PAGE, 1),
  `query Locations($after: String) {
  rows: locations(first: ${PAGE}, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
}`,
)

/** Collections by their handles, out of the database: one for each of the variables `i0`, `i1` … */
export function collectionsDocument(count: number): Document {
  const places = Array.from({ length: count }, (_, place) => place)
  return query(
    'Collections',
    count,
    `query Collections(${places.map((place) => `$i${place}: CollectionIdentifierInput!`).join(', ')}) {
${places.map((place) => `  c${place}: collectionByIdentifier(identifier: $i${place}) { id handle }`).join('\n')}
}`,
  )
}

/** Files that a search finds for one name each: its words, in any case. */
const HITS = 25

const FILE = 'nodes { id ... on MediaImage { image { url } } } pageInfo { hasNextPage endCursor }'

/** One search for each of the variables `q0`, `q1` …; a further page of it begins behind `a0`, `a1` … */
export function filesDocument(count: number): Document {
  const places = Array.from({ length: count }, (_, place) => place)
  return query(
    'Files',
    count * pageCost(HITS, 2),
    `query Files(${places.map((place) => `$q${place}: String!, $a${place}: String`).join(', ')}) {
${places.map((place) => `  f${place}: files(first: ${HITS}, query: $q${place}, after: $a${place}) { ${FILE} }`).join('\n')}
}`,
  )
}

/** Whether a product carries a key. */
export const KEY_THERE = query(
  'KeyThere',
  1,
  `query KeyThere($identifier: ProductIdentifierInput!) {
  product: productByIdentifier(identifier: $identifier) { id }
}`,
)
