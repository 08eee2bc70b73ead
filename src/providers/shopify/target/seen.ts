/** What writing to a product needs to know of it, as it was when it was read. */
export interface SeenProduct {
  /** gid */
  id: string
  /** Milliseconds of the clock. */
  at: number
  /** `null`: it is none of ours. */
  key: string | null
  /** Names of its options in their order; `Title` alone where it has none. */
  options: string[]
  hasOnlyDefaultVariant: boolean
  variants: SeenVariant[]
  /** gids of all media in their order, also those of others. */
  media: string[]
  tags: string[]
  /** Handles and gids of the collections that it is in, where they were read. */
  collections: { id: string; handle: string }[] | null
  /** gids and names of the publications that it is in, where they were read. */
  publications: { id: string; name: string }[] | null
  /** `compareDigest` by `NAMESPACE.KEY`; what is not there is absent. */
  digests: { [metafield: string]: string }
  /** The text of the baseline; `null`: there is none. */
  baseline: string | null
}

export interface SeenVariant {
  /** gid */
  id: string
  /** `null`: it is none of ours. */
  key: string | null
  sku: string | null
  options: { name: string; value: string }[]
  /** gid of the inventory item. */
  inventoryItem: string | null
  /** What can be sold at the location of the settings; `null`: it is not stocked there, or was not read. */
  available: number | null
  digests: { [metafield: string]: string }
}

/** What was last seen of products, for the writes that follow. */
export class Seen {
  readonly #products = new Map<string, SeenProduct>()

  keep(product: SeenProduct): void {
    this.#products.set(product.id, product)
  }

  /** `undefined`: it has to be read first. */
  of(id: string): SeenProduct | undefined {
    return this.#products.get(id)
  }

  /** It was written, and is another one since. */
  forget(id: string): void {
    this.#products.delete(id)
  }
}
