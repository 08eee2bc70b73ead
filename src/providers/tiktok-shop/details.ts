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

/** What Get Product says of each: one call for a product, kept so that it is made once. */
export class Details {
  readonly failed: ExportReport['failed'] = []
  readonly #options: DetailsOptions
  #read = 0

  constructor(options: DetailsOptions) {
    this.#options = options
  }

  /** `'gone'`: there is no such product any more. `null`: it cannot be read. */
  async of(row: Row): Promise<ProductItem[] | 'gone' | null> {
    const { memo } = this.#options
    const place = `product/${row.id}/${row.updated}`
    const known = memo.recall(place) as unknown as ProductItem[] | 'gone' | undefined
    if (known !== undefined) return known
    const found = await this.#ask(row)
    if (found !== null) memo.keep(place, found as unknown as Json)
    return found
  }

  async #ask(row: Row): Promise<ProductItem[] | 'gone' | null> {
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
