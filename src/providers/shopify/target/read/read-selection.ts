import { type MetafieldName, metafieldAt } from '../names.ts'

/** What is read of products. */
export interface ReadSelection {
  /** The metafield that holds the key, of products and of variants. */
  key: MetafieldName
  /** Single ones, by name; key and baseline are always read. */
  productMetafields: readonly MetafieldName[]
  variantMetafields: readonly MetafieldName[]
  /** Every other metafield too. */
  all: boolean
  collections: boolean
  publications: boolean
  /** gid of the location whose quantities are read; `null`: none are. */
  location: string | null
  /** What the shop is called, which is the vendor of what is made without one; `null`: nobody said. */
  shopName: string | null
}

/** `NAMESPACE.KEY` */
export function nameOf({ namespace, key }: MetafieldName): string {
  return `${namespace}.${key}`
}

/** The metafields among paths, each once, without those that are read in any case. */
export function metafieldsAmong(paths: Iterable<string>, besides: readonly MetafieldName[]): MetafieldName[] {
  const known = new Set(besides.map(nameOf))
  const found: MetafieldName[] = []
  for (const path of paths) {
    const name = metafieldAt(path)
    if (name === null || known.has(nameOf(name))) continue
    known.add(nameOf(name))
    found.push(name)
  }
  return found
}
