import { elapsedOf } from '../../../../model/clock.ts'
import type { DirectContext } from './direct.ts'
import { type CatalogueRead, readCatalogue } from './read-catalogue.ts'
import { Snapshot } from './snapshot.ts'

/** The last read of all products that was made for look-ups. */
export class Snapshots {
  readonly #onRead: (read: CatalogueRead) => void
  #latest: Snapshot | null = null

  /** @param onRead Told of every read. */
  constructor(onRead: (read: CatalogueRead) => void) {
    this.#onRead = onRead
  }

  /** One that is young enough and holds what is asked for; `null`: there is none. */
  young({ client, selection }: DirectContext): Snapshot | null {
    return this.#latest?.serves(selection, elapsedOf(client.options.clock)) ? this.#latest : null
  }

  /** A new one; `null`: nothing could be read. @throws ShopifyError, NoMoreCalls */
  async renewed(context: DirectContext): Promise<Snapshot | null> {
    const read = await readCatalogue(context)
    if (read.nothing !== null) return null
    this.#onRead(read)
    this.#latest = new Snapshot(read)
    return this.#latest
  }
}
