import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { CatalogueItem } from '../../model/item.ts'
import { isRequestable } from './asin.ts'
import { type AmazonClient, isBadRequest, isNotFound } from './client.ts'
import { convertItem, stubItem } from './convert.ts'
import type { Marketplace } from './marketplaces.ts'
import { asList, type RawPage, type RawRecord } from './raw.ts'

/** Most that one call takes and answers. */
export const PAGE_SIZE = 20

const DATA = ['summaries', 'attributes', 'identifiers', 'images', 'productTypes', 'relationships']

export interface Page {
  raw: RawPage
  items: CatalogueItem[]
}

/** Reads listings of one marketplace and converts them; what was odd gathers in `diagnostics`. */
export class Lookup {
  readonly diagnostics: Diagnostic[] = []
  readonly marketplace: Marketplace
  readonly #client: AmazonClient
  #data = DATA

  constructor(client: AmazonClient, marketplace: Marketplace) {
    this.#client = client
    this.marketplace = marketplace
  }

  /** One page of searchCatalogItems. */
  async search(query: { [parameter: string]: string }): Promise<Page> {
    const page = { marketplaceIds: this.marketplace.id, pageSize: String(PAGE_SIZE), ...query }
    const raw: RawPage = await this.#withData((includedData) =>
      this.#client.call({ operation: 'searchCatalogItems', query: { ...page, includedData } }),
    )
    return { raw, items: asList(raw.items).flatMap((item) => this.#convert(item) ?? []) }
  }

  /** At most twenty ASINs in one call; those that Amazon does not answer are asked for once by themselves. */
  async byAsin(asins: string[]): Promise<CatalogueItem[]> {
    const identifiers = asins.filter(isRequestable).join(',')
    const items = identifiers === '' ? [] : (await this.search({ identifiers, identifiersType: 'ASIN' })).items
    const found = new Map(items.map((item) => [item.asin, item]))
    const answered = []
    for (const asin of asins) answered.push(found.get(asin) ?? (await this.#single(asin)))
    return answered
  }

  async #single(asin: string): Promise<CatalogueItem> {
    if (!isRequestable(asin)) return this.#stub(asin, 'it is no ASIN that Amazon takes.')
    const query = { marketplaceIds: this.marketplace.id }
    try {
      const raw = await this.#withData((includedData) =>
        this.#client.call({ operation: 'getCatalogItem', asin, query: { ...query, includedData } }),
      )
      const item = this.#convert(raw)
      if (item?.asin === asin) return item
      return this.#stub(asin, 'Amazon answers with something else.')
    } catch (error) {
      if (!isNotFound(error)) throw error
      return this.#stub(asin, `Amazon does not have it in marketplace ${this.marketplace.code}.`)
    }
  }

  #stub(asin: string, reason: string): CatalogueItem {
    this.#warn('unavailable', `${asin}: ${reason}`)
    return stubItem(asin, this.marketplace)
  }

  /** Attributes were refused for some sellers (saleweaver/python-amazon-sp-api#787): then it goes on without them. */
  async #withData(call: (includedData: string) => Promise<RawRecord>): Promise<RawRecord> {
    try {
      return await call(this.#data.join(','))
    } catch (error) {
      const refused = isBadRequest(error) && /includedData/i.test(error.message)
      if (!refused || !this.#data.includes('attributes')) throw error
      this.#data = this.#data.filter((name) => name !== 'attributes')
      this.#warn('no-attributes', 'Amazon refuses the data set attributes to this application; it is left out.')
      return call(this.#data.join(','))
    }
  }

  #convert(raw: unknown): CatalogueItem | null {
    const { item, diagnostics } = convertItem(raw, this.marketplace)
    this.diagnostics.push(...diagnostics)
    return item
  }

  #warn(code: string, message: string): void {
    this.diagnostics.push(diagnostic({ severity: 'warning', code, message }))
  }
}
