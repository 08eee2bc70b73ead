import type { ExportReport } from '../../model/export.ts'
import type { Json } from '../../model/json.ts'
import type { Memo } from '../../model/source.ts'
import { getProduct } from './calls.ts'
import type { Client } from './client.ts'
import { convertProduct, type Place } from './convert.ts'
import { isRefusal } from './failure.ts'
import type { ProductItem } from './product-item.ts'
import type { Row } from './rows.ts'

export interface DetailsOptions {
  client: Client
  cipher: string
  memo: Memo
  place: Omit<Place, 'updated'>
  /** Seconds since 1970: what changed before can be known again by its time. */
  settledBefore: () => number
  signal: AbortSignal
}

/** So many in a row that cannot be read, and none that can: it is not the products. */
const HOPELESS = 20
/** So many answers are kept together: to make each of them durable by itself takes longer than to read it. */
const TOGETHER = 10

type Found = ProductItem[] | 'gone'
type Together = { [key: string]: Found }

/** What Get Product says of each: one call for a product, kept so that it is made once. */
export class Details {
  readonly failed: ExportReport['failed'] = []
  readonly #options: DetailsOptions
  /** What an interrupted read kept: the place of each among what is kept together. */
  readonly #places = new Map<string, number>()
  /** Read, and not kept yet. */
  readonly #fresh = new Map<string, Found>()
  /** Products are asked for in the order in which they were kept. */
  #last: { place: number; together: Together } | null = null
  #kept = 0
  #read = 0

  constructor(options: DetailsOptions) {
    this.#options = options
    for (let known = this.#recall(0); known !== undefined; known = this.#recall(this.#kept)) {
      for (const key of Object.keys(known)) this.#places.set(key, this.#kept)
      this.#kept += 1
    }
  }

  /** `'gone'`: there is no such product any more. `null`: it cannot be read. */
  async of(row: Row): Promise<Found | null> {
    const key = `${row.id}/${row.updated}`
    const place = this.#places.get(key)
    const known = place === undefined ? undefined : this.#recall(place)?.[key]
    if (known !== undefined) return known
    const found = await this.#ask(row)
    if (found !== null) this.#fresh.set(key, found)
    if (this.#fresh.size >= TOGETHER) this.keep()
    return found
  }

  /** Keeps what was read; to be called when nothing follows. */
  keep(): void {
    if (this.#fresh.size === 0) return
    const together = Object.fromEntries(this.#fresh)
    this.#fresh.clear()
    this.#options.memo.keep(placeOf(this.#kept), together as unknown as Json)
    this.#kept += 1
  }

  #recall(place: number): Together | undefined {
    if (this.#last?.place === place) return this.#last.together
    const together = this.#options.memo.recall(placeOf(place)) as unknown as Together | undefined
    if (together) this.#last = { place, together }
    return together
  }

  async #ask(row: Row): Promise<Found | null> {
    const { client, cipher, place, settledBefore, signal } = this.#options
    try {
      const updated = row.updated < settledBefore() ? row.updated : null
      const raw = await getProduct(client, { cipher, id: row.id }, signal)
      this.#read += 1
      const items = convertProduct(raw, { ...place, updated })
      if (items[0]?.asin === row.id) return items
      this.failed.push({ asin: row.id, reason: 'the answer holds another product, or none' })
      return null
    } catch (error) {
      if (isRefusal(error, 'gone')) return 'gone'
      if (!isRefusal(error, 'refused', 'scope', 'internal')) throw error
      this.failed.push({ asin: row.id, reason: error.message })
      if (this.#read === 0 && this.failed.length >= HOPELESS) throw error
      return null
    }
  }
}

const placeOf = (number: number): string => `products/${number}`
