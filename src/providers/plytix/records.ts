/** What Plytix's own records of definitions say, as far as it matters here. */

export interface PimAttribute {
  id: string
  label: string
  name: string
  /** Plytix's own type name. */
  type: string
  options: string[]
}

export interface PimRelationship {
  id: string
  label: string
  name: string
}

export interface PimFamily {
  id: string
  name: string
  /** Labels of the attributes in the family. */
  attributes: string[]
  /** How many products are assigned to it. */
  products: number
}
