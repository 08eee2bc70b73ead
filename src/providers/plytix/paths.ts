/** The group of a product's fields that are attributes. */
export const ATTRIBUTES = 'attributes'
/** Fields of every product that a workspace names without a group. */
export const OWN_FIELDS = ['label', 'gtin', 'status']

/** How many variants a product has; absent where it has none. */
export const VARIANTS = 'num_variations'

/** Where a product holds the value of an attribute. */
export function attributePath(label: string): string {
  return `${ATTRIBUTES}.${label}`
}

/** The attribute that a path stands for, `null` for own fields. */
export function attributeIn(path: string): string | null {
  return path.startsWith(`${ATTRIBUTES}.`) ? path.slice(ATTRIBUTES.length + 1) : null
}

/** Where a product holds the ids of those that it is related to. */
export function linksPath(relationship: string): string {
  return `links.${relationship}`
}
