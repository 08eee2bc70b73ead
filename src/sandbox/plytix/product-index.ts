import type { Product } from './records.ts'

/** Ways to find products without looking at all of them; follows every write. */
export class ProductIndex {
  private readonly bySku = new Map<string, string>()
  private readonly byFoldedSku = new Map<string, Set<string>>()
  private readonly byParent = new Map<string, Set<string>>()
  private readonly bySourceOfLink = new Map<string, Set<string>>()
  private readonly byAsset = new Map<string, Set<string>>()
  private readonly assetsOf: (product: Product) => Iterable<string>

  constructor(assetsOf: (product: Product) => Iterable<string>) {
    this.assetsOf = assetsOf
  }

  withSku(sku: string): string | undefined {
    return this.bySku.get(sku)
  }

  /** Ids of products whose SKU is the same but for case. */
  withFoldedSku(sku: string): Iterable<string> {
    return this.byFoldedSku.get(sku.toLowerCase()) ?? []
  }

  variantsOf(parent: string): string[] {
    return [...(this.byParent.get(parent) ?? [])]
  }

  linkingTo(target: string): string[] {
    return [...(this.bySourceOfLink.get(target) ?? [])]
  }

  using(asset: string): string[] {
    return [...(this.byAsset.get(asset) ?? [])]
  }

  useCount(asset: string): number {
    return this.byAsset.get(asset)?.size ?? 0
  }

  replace(before: Product | undefined, after: Product | undefined): void {
    if (before?.sku !== after?.sku) this.moveSku(before, after)
    const id = after?.id ?? before?.id ?? ''
    move(this.byParent, id, [parentOf(before), parentOf(after)])
    if (before?.links !== after?.links) move(this.bySourceOfLink, id, [targetsOf(before), targetsOf(after)])
    move(this.byAsset, id, [before ? this.assetsOf(before) : [], after ? this.assetsOf(after) : []])
  }

  private moveSku(before: Product | undefined, after: Product | undefined): void {
    if (before) {
      this.bySku.delete(before.sku)
      this.byFoldedSku.get(before.sku.toLowerCase())?.delete(before.id)
    }
    if (!after) return
    this.bySku.set(after.sku, after.id)
    add(this.byFoldedSku, after.sku.toLowerCase(), after.id)
  }
}

function parentOf(product: Product | undefined): string[] {
  return product?.parent ? [product.parent] : []
}

function* targetsOf(product: Product | undefined): Iterable<string> {
  for (const links of product?.links.values() ?? []) yield* links.keys()
}

function move(
  index: Map<string, Set<string>>,
  id: string,
  [before, after]: [Iterable<string>, Iterable<string>],
): void {
  for (const key of before) index.get(key)?.delete(id)
  for (const key of after) add(index, key, id)
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key)
  if (ids) ids.add(id)
  else index.set(key, new Set([id]))
}
