import type { Json } from '../../model/json.ts'

// Records are never changed in place: a write replaces them. So a call that is refused half-way leaves nothing behind,
// and a search that lags can still show the former row.

export interface Link {
  readonly quantity: number
  readonly at: number
}

/** Related product id to link, in the order of linking. */
export type LinkSet = ReadonlyMap<string, Link>

export interface Product {
  readonly id: string
  readonly sku: string
  readonly label: string | null
  readonly gtin: string | null
  readonly status: string
  readonly created: number
  readonly modified: number
  /** Without empty values; media hold an asset id, galleries a list of them, dates `YYYY-MM-DD`. */
  readonly attributes: { readonly [label: string]: Json }
  readonly thumbnail: string | null
  /** Assets of the product that no attribute needs to name. */
  readonly assets: readonly string[]
  readonly categories: readonly string[]
  readonly family: string | null
  readonly parent: string | null
  /** Labels of parent-level attributes that this variant no longer takes from its parent. */
  readonly overwritten: readonly string[]
  /** By relationship id. */
  readonly links: ReadonlyMap<string, LinkSet>
}

export interface Attribute {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly type: string
  readonly description: string
  readonly options: readonly string[]
  /** Ids of the attributes that a completeness attribute watches. */
  readonly watched: readonly string[]
  /** Used by a catalogue: it cannot be deleted. */
  readonly inUse: boolean
}

export interface Relationship {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly created: number
  readonly modified: number
}

export type Level = 'no_level' | 'parent_level' | 'variant_level'

export interface Family {
  readonly id: string
  readonly name: string
  /** By attribute id. */
  readonly levels: { readonly [attribute: string]: Level }
  readonly created: number
  readonly modified: number
}

export interface Asset {
  readonly id: string
  readonly filename: string
  readonly digest: string
  readonly size: number
  readonly categories: readonly string[]
  readonly created: number
  readonly modified: number
  readonly fileModified: number
  /** Only the owner of the account may change or delete it. */
  readonly locked: boolean
}

export interface Category {
  readonly id: string
  readonly scope: 'product' | 'file'
  readonly name: string
  readonly parent: string | null
  readonly order: number
}

/** The label that the service derives from the name of an attribute or relationship. */
export function slug(name: string): string {
  return name.toLowerCase().replace(/[ \-.:]/g, '_')
}
