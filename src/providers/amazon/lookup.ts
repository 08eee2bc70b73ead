import type { Json } from '../../model/json.ts'
import type { Memo } from '../../model/source.ts'
import { type AmazonClient, isBadRequest, isServerError } from './client.ts'
import type { Marketplace } from './marketplaces.ts'
import { type Answer, convertPage, type Query, type Refused } from './page.ts'
import type { RawRecord } from './raw.ts'
import { Turns } from './turns.ts'

/** Most that one call takes and answers. */
export const PAGE_SIZE = 20

const DATA = [
  ...['summaries', 'attributes', 'identifiers', 'images', 'productTypes', 'relationships'],
  // What tells whether a listing that was found another way belongs to a search that was cut off.
  'classifications',
]
/** Large families made Amazon fail at these (selling-partner-api-models#183). */
const HEAVY = ['attributes', 'relationships']
const NO_ATTRIBUTES = 'refuses attributes'

export interface LookupOptions {
  client: AmazonClient
  marketplace: Marketplace
  memo: Memo
  /** Most calls in flight. */
  sideBySide: number
}

/** Asks for listings of one marketplace; what was answered once is never asked again. */
export class Lookup {
  readonly marketplace: Marketplace
  readonly memo: Memo
  readonly #client: AmazonClient
  readonly #turns: Turns
  /** What ended the read; calls that wait for their turn are not made any more. */
  #halt: { error: unknown } | null = null
  #data = DATA

  constructor({ client, marketplace, memo, sideBySide }: LookupOptions) {
    this.#client = client
    this.marketplace = marketplace
    this.memo = memo
    this.#turns = new Turns(sideBySide)
    if (this.refusesAttributes()) this.#dropAttributes()
  }

  /** One call of searchCatalogItems, with everything that a listing needs. Invalid input is an answer. */
  async ask(query: Query): Promise<Answer> {
    const known = this.memo.recall(keyOf(query))
    return known === undefined ? this.askAgain(query) : { ...(known as unknown as Answer), recalled: true }
  }

  /** The same, whatever is known already. */
  askAgain(query: Query): Promise<Answer> {
    return this.#turns.run(async () => {
      if (this.#halt) throw this.#halt.error
      try {
        const answer = await this.#call(query)
        this.memo.keep(keyOf(query), answer as unknown as Json)
        return answer
      } catch (error) {
        if (!isServerError(error)) this.#halt ??= { error }
        throw error
      }
    })
  }

  /** Without the data that can be too much for Amazon. */
  async askForLess(query: Query): Promise<Answer> {
    return this.ask({ ...query, includedData: this.#data.filter((name) => !HEAVY.includes(name)).join(',') })
  }

  /** Some sellers may not ask for attributes (saleweaver/python-amazon-sp-api#787). */
  refusesAttributes(): boolean {
    return this.memo.recall(NO_ATTRIBUTES) === true
  }

  async #call(query: Query): Promise<Answer> {
    const page = { marketplaceIds: this.marketplace.id, pageSize: String(PAGE_SIZE), ...query }
    try {
      const send = (includedData: string): Promise<RawRecord> =>
        this.#client.call({ operation: 'searchCatalogItems', list: 'items', query: { includedData, ...page } })
      return convertPage(await this.#withData(send), this.marketplace)
    } catch (error) {
      if (isBadRequest(error)) return { refused: error.reason } satisfies Refused
      throw error
    }
  }

  async #withData(send: (includedData: string) => Promise<RawRecord>): Promise<RawRecord> {
    const data = this.#data
    try {
      return await send(data.join(','))
    } catch (error) {
      const refused = isBadRequest(error) && /includedData/i.test(error.message)
      if (!refused || !data.includes('attributes')) throw error
      this.#dropAttributes()
      this.memo.keep(NO_ATTRIBUTES, true)
      return send(this.#data.join(','))
    }
  }

  #dropAttributes(): void {
    this.#data = DATA.filter((name) => name !== 'attributes')
  }
}

function keyOf(query: Query): string {
  return `search ${Object.keys(query)
    .sort()
    .map((name) => `${name}=${query[name]}`)
    .join('&')}`
}
