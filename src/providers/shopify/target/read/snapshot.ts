import type { ReadProduct } from './live.ts'
import type { CatalogueRead } from './read-catalogue.ts'
import { nameOf, type ReadSelection } from './read-selection.ts'

/** Milliseconds for which a read stands for look-ups, at least; one that took long stands for longer. */
const FRESH_MS = 60_000
const FRESH_FACTOR = 3

/** What was written since some moment, which no earlier read can tell of. */
export class Touched {
  readonly #at = new Map<string, number>()

  /** @param name Of a product, its gid or its key. @param now Milliseconds of the elapsed time. */
  note(name: string, now: number): void {
    this.#at.set(name, now)
  }

  since(name: string, moment: number): boolean {
    return (this.#at.get(name) ?? Number.NEGATIVE_INFINITY) >= moment
  }
}

/** A read of all products, to look them up in. */
export class Snapshot {
  readonly #read: CatalogueRead
  readonly #byKey = new Map<string, ReadProduct>()
  readonly #byId = new Map<string, ReadProduct>()

  constructor(read: CatalogueRead) {
    this.#read = read
    for (const product of read.products) {
      this.#byKey.set(product.live.key, product)
      this.#byId.set(product.live.id, product)
    }
  }

  /** It is young enough, and holds what is asked for. */
  serves(selection: ReadSelection, now: number): boolean {
    const { began, ended } = this.#read
    const fresh = Math.max(FRESH_MS, FRESH_FACTOR * (ended - began))
    return now - ended < fresh && covers(this.#read.selection, selection)
  }

  /** What it says; `undefined`: it cannot tell. `null`: there is no such product. */
  find({ key, id }: { key: string; id?: string }, touched: Touched): ReadProduct | null | undefined {
    const { began, complete } = this.#read
    const hit = this.#byKey.get(key) ?? (id === undefined ? undefined : this.#byId.get(id))
    const names = [key, ...(id === undefined ? [] : [id]), ...(hit ? [hit.live.id] : [])]
    if (names.some((name) => touched.since(name, began))) return undefined
    return hit ?? (complete ? null : undefined)
  }
}

/** True where a read of one selection holds all that the other asks for. */
function covers(have: ReadSelection, need: ReadSelection): boolean {
  const names = (metafields: ReadSelection['productMetafields']) => new Set(metafields.map(nameOf))
  return (
    nameOf(have.key) === nameOf(need.key) &&
    have.location === need.location &&
    (have.all || !need.all) &&
    (have.collections || !need.collections) &&
    (have.publications || !need.publications) &&
    names(need.productMetafields).isSubsetOf(names(have.productMetafields)) &&
    names(need.variantMetafields).isSubsetOf(names(have.variantMetafields))
  )
}
