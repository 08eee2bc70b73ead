/** What `from:` reads of an item, in the source's own words; absent things are `null` or `[]`. */
export type ItemFields = { [field: string]: unknown }

/** Where an item comes from. An id may hold anything that the source allows; only converters take it apart. */
export interface ItemRef {
  /** The provider's name. */
  source: string
  /** The shop or account that lists it. */
  shop: string
  /** Unique in the shop. */
  id: string
}

/** An item that only groups others; one in a group; one on its own. */
export type Role = 'parent' | 'child' | 'single'

/** One picture of an item. Equal pictures of several items are one object. */
export interface ItemImage {
  /** Survives a change of address. */
  id: string
  /** The place in the item's gallery, such as a variant code; empty when the source names none. */
  slot: string
  /** True for what the item is shown by. */
  main: boolean
  /** Where the original is fetched from. */
  url: string
  /** Under which name it is kept. */
  file: string
}

/** A picture that cannot be used, and why, as the rest of a sentence. */
export interface UnusableImage {
  slot: string
  url: string
  problem: string
}

/** What items are compared and named by. */
export interface ItemNames {
  title: string | null
  brand: string | null
  model: string | null
  part: string | null
  style: string | null
  size: string | null
  color: string | null
}

/** One thing that a source lists, normalised: the same shape whatever the source. */
export interface Item {
  ref: ItemRef
  /** Tells it from every item of every source: what overrides are keyed by and baselines remember. It ends with the id. */
  key: string
  role: Role
  /** Ids in the same source and shop. */
  parents: string[]
  children: string[]
  /** Codes as given: GTIN, EAN, UPC, ISBN, SKU …; an open set. */
  codes: { scheme: string; value: string }[]
  names: ItemNames
  /** In the order of the gallery. */
  images: ItemImage[]
  unusable: UnusableImage[]
  fields: ItemFields
  /** Where in the source's answer a field came from, by its name; fields left out come from the usual place. */
  paths: { [field: string]: string }
  /** `unavailable`: others refer to it and the source does not have it; `deleted`: it says so itself. No product is made of either. */
  state: 'listed' | 'unavailable' | 'deleted'
}

/** The key of another item in the same source and shop. */
export function siblingKey({ key, ref }: Pick<Item, 'key' | 'ref'>, id: string): string {
  return key.slice(0, key.length - ref.id.length) + id
}
