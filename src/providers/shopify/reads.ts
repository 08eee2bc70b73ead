import type { SourceContext } from '../../model/source.ts'
import { BulkRead } from './bulk.ts'
import { catalogueQuery, linksQuery } from './bulk-query.ts'
import { readWhole, type WholeRead } from './bulk-whole.ts'
import type { Client } from './client.ts'
import type { Session } from './session.ts'

export interface ReadsContext {
  client: Client
  session: Session
  context: SourceContext
}

/** Products with all that belongs to them, in the two files that this takes. */
export interface Catalogue {
  products: WholeRead
  /** Collections, and the images of variants. */
  others: WholeRead
}

/** The bulk reads of one read of a shop. */
export class Reads {
  readonly #context: ReadsContext

  constructor(context: ReadsContext) {
    this.#context = context
  }

  /** @param name Tells the two from others of the same read. */
  async catalogue(name: string, chosen: Parameters<typeof catalogueQuery>[0]): Promise<Catalogue> {
    const catalogue = this.#bulk(name, catalogueQuery(chosen))
    const links = this.#bulk(`${name} links`, linksQuery(chosen))
    // Side by side: Shopify runs five at once.
    await catalogue.start()
    await links.start()
    return { products: await this.#whole(catalogue), others: await this.#whole(links) }
  }

  /** One file. */
  async file(name: string, text: string): Promise<WholeRead> {
    return this.#whole(this.#bulk(name, text))
  }

  #bulk(name: string, text: string): BulkRead {
    const { client, session, context } = this.#context
    const { clock } = client.options
    const onProgress = (objects: number): void => {
      context.progress({ found: objects, read: 0, calls: client.totals().calls })
    }
    return new BulkRead({ name, text, grouped: true }, { session, memo: context.memo, clock, onProgress })
  }

  #whole(bulk: BulkRead): Promise<WholeRead> {
    const { client, session } = this.#context
    const { random, log, credentials } = client.options
    return readWhole(bulk, { session, random, log, host: new URL(credentials.baseUrl).host })
  }
}
