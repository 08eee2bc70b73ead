import { type Clock, elapsedOf } from '../../../../model/clock.ts'
import { isRecord } from '../../raw.ts'
import { type DirectContext, identifierOf, isUndefinedKey, readEach } from './direct.ts'
import { KEY_THERE } from './documents-read.ts'
import type { ReadProduct } from './live.ts'
import { keyIn } from './live-raw.ts'
import { readFiles } from './read-bulk.ts'
import { keysText } from './read-bulk-text.ts'
import { type CatalogueRead, countProducts } from './read-catalogue.ts'
import { notUnderstood } from './read-error.ts'
import type { Touched } from './snapshot.ts'

/** Milliseconds for which a read of all keys tells that one of them is not there. */
const VALID_MS = 600_000
/** Keys that are looked for one by one before all are read at once. */
const ONE_BY_ONE = 5

/** Keys that there were at some moment. */
interface Keys {
  began: number
  all: ReadonlySet<string>
}

/** Which keys are taken: what a create has to know before it leaves. */
export class KnownKeys {
  readonly #clock: Clock
  readonly #touched: Touched
  /** Keys that were said to be free: somebody has made them since, as a rule. */
  readonly #free = new Set<string>()
  #known: Keys | null = null
  #asked = 0
  /** Reads of all keys come to nothing, and are not tried again. */
  #inVain = false
  /** A read of all keys under way. */
  #reading: Promise<Keys | null> | null = null

  constructor(clock: Clock, touched: Touched) {
    this.#clock = clock
    this.#touched = touched
  }

  /** Takes the keys of a read of all products over; one that may lack some tells nothing. */
  learn({ products, complete, began }: Pick<CatalogueRead, 'products' | 'complete' | 'began'>): void {
    if (!complete) return
    this.#known = { began, all: new Set(products.flatMap(({ seen }) => seen.key ?? [])) }
  }

  /** The product that carries the key, as it is now; `null`: none does. @throws ShopifyError, NoMoreCalls */
  async find(key: string, context: DirectContext): Promise<ReadProduct | null> {
    if (!(await this.#isTaken(key, context))) {
      this.#free.add(key)
      return null
    }
    const [found] = await readEach([{ key }], context)
    return found ?? null
  }

  async #isTaken(key: string, context: DirectContext): Promise<boolean> {
    const known = this.#free.has(key) ? null : await this.#keys(context)
    if (known === null || this.#touched.since(key, known.began)) return isThere(key, context)
    return known.all.has(key)
  }

  /** `null`: keys are looked for one by one. */
  async #keys(context: DirectContext): Promise<Keys | null> {
    const known = this.#known
    if (known && elapsedOf(this.#clock) - known.began < VALID_MS) return known
    this.#asked += 1
    if (this.#asked <= ONE_BY_ONE || this.#inVain) return null
    this.#reading ??= this.#readAll(context).finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #readAll(context: DirectContext): Promise<Keys | null> {
    const { session, selection } = context
    const began = elapsedOf(this.#clock)
    const before = await countProducts(session)
    const [read] = await readFiles({ keys: keysText(selection) }, context)
    if (!read?.whole || read.lines === null || read.lines.roots < before) {
      this.#inVain = true
      return null
    }
    const all = new Set([...read.lines.products()].flatMap((product) => keyIn(product) ?? []))
    this.#known = { began, all }
    return this.#known
  }
}

async function isThere(key: string, { session, selection }: DirectContext): Promise<boolean> {
  try {
    const { product } = await session.query(KEY_THERE, { identifier: identifierOf(key, selection) })
    if (product !== null && !isRecord(product))
      throw notUnderstood(KEY_THERE, 'it says of no product whether it is there')
    return product !== null
  } catch (error) {
    if (isUndefinedKey(error)) return false
    throw error
  }
}
