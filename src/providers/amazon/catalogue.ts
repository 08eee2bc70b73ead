import type { CatalogueItem } from '../../model/item.ts'
import { brandKey } from './brands.ts'

/** The listings read so far: those that belong to the request, and those of other brands. */
export class Catalogue {
  readonly kept = new Map<string, CatalogueItem>()
  readonly rejected = new Map<string, CatalogueItem>()
  readonly #brands: ReadonlySet<string>
  readonly #wanted: ReadonlySet<string>

  /**
   * @param brands Keys of the requested brands; empty keeps every brand.
   * @param wanted ASINs that are kept whatever their brand.
   */
  constructor(brands: ReadonlySet<string>, wanted: Iterable<string>) {
    this.#brands = brands
    this.#wanted = new Set(wanted)
  }

  has(asin: string): boolean {
    return this.kept.has(asin) || this.rejected.has(asin)
  }

  /** Listings without a brand are kept: Amazon leaves it out at times. */
  add(item: CatalogueItem): void {
    const belongs =
      item.unavailable ||
      item.brand === null ||
      this.#brands.size === 0 ||
      this.#brands.has(brandKey(item.brand)) ||
      this.#wanted.has(item.asin)
    if (belongs) this.#keep(item)
    else if (!this.kept.has(item.asin)) this.rejected.set(item.asin, item)
  }

  /** Parents of kept listings belong to them, whatever their brand. */
  adoptParents(): void {
    // A Map hands out what is added while it is walked, so parents of parents are seen too.
    for (const { parent_asins } of this.kept.values()) {
      for (const asin of parent_asins) {
        const rejected = this.rejected.get(asin)
        if (rejected) this.#keep(rejected)
      }
    }
  }

  /** Relatives of kept listings that were not read yet. */
  missingRelatives(): string[] {
    const relatives = [...this.kept.values()].flatMap((item) => [...item.parent_asins, ...item.child_asins])
    return [...new Set(relatives)].filter((asin) => !this.has(asin)).sort()
  }

  #keep(item: CatalogueItem): void {
    this.rejected.delete(item.asin)
    this.kept.set(item.asin, item)
  }
}
