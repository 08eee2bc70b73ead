import type { Json } from './json.ts'

/** What a target's field holds, whatever the target calls the type. */
export type ValueKind = 'text' | 'multiline' | 'number' | 'boolean' | 'date' | 'choice' | 'choices' | 'assets' | 'other'

export interface LiveAttribute {
  id: string
  label: string
  name: string
  /** The target's own type name. */
  type: string
  options: string[]
}

export interface LiveRelationship {
  id: string
  label: string
  name: string
}

export interface LiveFamily {
  id: string
  name: string
  /** Labels of the attributes in the family. */
  attributes: string[]
  /** How many products are assigned to it. */
  products: number
}

/** A product as the target holds it; asset and product references are the target's ids. Empty fields are left out. */
export interface LiveProduct {
  id: string
  sku: string
  label?: string
  gtin?: string
  status?: string
  /** Asset id. */
  thumbnail?: string
  /** By attribute label; galleries are lists of asset ids in order. */
  attributes: { [label: string]: Json }
  /** Ids of related products, by relationship label. */
  links: { [label: string]: string[] }
  /** ISO 8601, UTC. */
  modified?: string
  /** Family id, `null` for none, absent when it was not read. */
  family?: string | null
}

/** An asset that was looked up by the target's file name. */
export interface LiveAsset {
  id: string
  filename: string
}

/** What products are made of. */
export interface LiveDefinitions {
  attributes: LiveAttribute[]
  relationships: LiveRelationship[]
  /** The configured family, `null` when none is configured. */
  family: LiveFamily | null
}

/** Everything a plan compares with, read in bulk. */
export interface LiveState {
  /** ISO 8601, UTC. */
  read_at: string
  /** False: the read never agreed with the target's own count; no create is planned on its word. */
  complete: boolean
  /** Why it did not agree, for people; `null` or absent when the target changed meanwhile, for all that is known. */
  gap?: string | null
  attributes: LiveAttribute[]
  relationships: LiveRelationship[]
  /** The configured family, `null` when none is configured. */
  family: LiveFamily | null
  products: LiveProduct[]
  /** Only what galleries without a baseline made necessary. */
  assets: LiveAsset[]
  /** Columns that were asked for and that the account lacks, such as `attributes.upc`. */
  missing_columns: string[]
}

/** What to read. */
export interface LiveQuery {
  /** Labels of attributes whose values are needed, where they exist. */
  attributes: string[]
  /** Further attributes whose values are needed, when the account has them. */
  also?: (label: string) => boolean
  /** Labels or exact names of relationships whose links are needed. */
  relationships: { label: string; name: string }[]
  /** Name or id. */
  family: string | null
  gallery: string
  /** Label of the baseline attribute. */
  baseline: string
  /** True for SKUs that this workspace owns. */
  owns: (sku: string) => boolean
  /** True when a product's baseline names every asset in its gallery, so that no file names are needed. */
  explained: (product: LiveProduct) => boolean
}
