import type { Diagnostic } from '../../model/diagnostic.ts'
import { gtinForms } from '../../model/gtin.ts'
import type { RejectedListing } from '../../model/source.ts'
import { brandKey } from './brands.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import type { Listed } from './page.ts'

/** How listings are found, in the order in which the ways are tried. */
const WAYS = ['search', 'partition', 'own_listings', 'named', 'relatives', 'gtins'] as const
export type Way = (typeof WAYS)[number]

/** Kinds of identifiers that are one code in different paddings. */
const CODES = new Set(['GTIN', 'EAN', 'UPC', 'JAN', 'ISBN'])

interface Known extends Listed {
  /** The way that found it first. */
  way: Way | null
}

interface Place {
  brand: string
  /** Its id, `null` for all. */
  classification: string | null
  /** ASINs that searches for the brand gave. */
  given: ReadonlySet<string>
}

/** The listings read so far: those that belong to the request, and those of other brands. */
export class Catalogue {
  readonly kept = new Map<string, CatalogueItem>()
  readonly #known = new Map<string, Known>()
  readonly #found = new Map<Way, Set<string>>()
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

  get size(): number {
    return this.#known.size
  }

  has(asin: string): boolean {
    return this.#known.has(asin)
  }

  /** The first answer about a listing stays. Listings without a brand are kept: Amazon leaves it out at times. */
  add(listed: Listed[]): void {
    for (const entry of listed) {
      const { item } = entry
      if (this.#known.has(item.asin)) continue
      this.#known.set(item.asin, { ...entry, way: null })
      if (this.#belongs(item)) this.kept.set(item.asin, item)
    }
  }

  /** Records which way found listings that are known by now. */
  mark(way: Way, asins: Iterable<string>): void {
    const found = this.#found.get(way) ?? new Set()
    this.#found.set(way, found)
    for (const asin of asins) {
      const known = this.#known.get(asin)
      if (!known || known.item.unavailable) continue
      found.add(asin)
      known.way ??= way
    }
  }

  /** Parents of kept listings belong to them, whatever their brand. */
  adoptParents(): void {
    // A Map hands out what is added while it is walked, so parents of parents are seen too.
    for (const { parent_asins } of this.kept.values()) {
      for (const asin of parent_asins) {
        const parent = this.#known.get(asin)?.item
        if (parent && !this.kept.has(asin)) this.kept.set(asin, parent)
      }
    }
  }

  /** Relatives of kept listings that were not read yet. */
  missingRelatives(): string[] {
    const relatives = [...this.kept.values()].flatMap((item) => [...item.parent_asins, ...item.child_asins])
    return [...new Set(relatives)].filter((asin) => !this.has(asin)).sort()
  }

  /** Codes of everything that is known, padded to 14 digits. */
  codes(): Set<string> {
    const all = [...this.#known.values()].flatMap(({ item }) => item.identifiers)
    return new Set(
      all.flatMap(({ type, value }) => (CODES.has(type.toUpperCase()) ? gtinForms(type.toUpperCase(), value) : [])),
    )
  }

  rejected(): RejectedListing[] {
    const others = [...this.#known.values()].filter(({ item }) => !this.kept.has(item.asin))
    return others
      .map(({ item, way }) => ({ asin: item.asin, brand: item.brand, item_name: item.item_name, found_by: way ?? '' }))
      .sort((a, b) => (a.asin < b.asin ? -1 : 1))
  }

  /** How many listings of a brand and a classification are known: those that its searches gave, and others. */
  inPlace({ brand, classification, given }: Place): { given: number; beyond: number } {
    const here = [...this.#known.values()].filter(({ item, nodes }) => {
      const same = item.brand !== null && brandKey(item.brand) === brandKey(brand)
      return same && (classification === null || nodes.includes(classification))
    })
    // Parents that no search gave are not among what a search counts.
    const others = here.filter(({ item }) => item.item_classification !== 'VARIATION_PARENT' && !given.has(item.asin))
    return { given: here.filter(({ item }) => given.has(item.asin)).length, beyond: others.length }
  }

  /** By way: what it found, and what no way before it had. */
  ways(): { [way: string]: { found: number; new: number } } {
    const first = Map.groupBy(this.#known.values(), ({ way }) => way)
    return Object.fromEntries(
      WAYS.flatMap((way) => {
        const found = this.#found.get(way)?.size
        return found === undefined ? [] : [[way, { found, new: first.get(way)?.length ?? 0 }]]
      }),
    )
  }

  /** What was odd about listings, in the order of their ASINs. */
  notes(): Diagnostic[] {
    const sorted = [...this.#known.values()].sort((a, b) => (a.item.asin < b.item.asin ? -1 : 1))
    return sorted.flatMap(({ notes }) => notes)
  }

  #belongs(item: CatalogueItem): boolean {
    const { brand } = item
    if (item.unavailable || brand === null || this.#brands.size === 0) return true
    return this.#brands.has(brandKey(brand)) || this.#wanted.has(item.asin)
  }
}
