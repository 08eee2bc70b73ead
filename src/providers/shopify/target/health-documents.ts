import { query } from '../document.ts'

/** What the key's metafield is defined as, on products and on variants. */
export const KEY_DEFINITIONS = query(
  'KeyDefinitions',
  4,
  `query KeyDefinitions($namespace: String!, $key: String!) {
  product: metafieldDefinition(identifier: { ownerType: PRODUCT, namespace: $namespace, key: $key }) { type { name } }
  variant: metafieldDefinition(identifier: { ownerType: PRODUCTVARIANT, namespace: $namespace, key: $key }) { type { name } }
}`,
)

/** All that can be named: no shop has more of either. */
export const LOCATION_NAMES = query(
  'LocationNames',
  13,
  'query LocationNames { locations(first: 250) { nodes { id name } } }',
)

export const PUBLICATION_NAMES = query(
  'PublicationNames',
  13,
  'query PublicationNames { publications(first: 250) { nodes { id name } } }',
)

export const COLLECTION_EXISTS = query(
  'CollectionExists',
  1,
  'query CollectionExists($handle: String!) { collectionByIdentifier(identifier: { handle: $handle }) { id } }',
)
