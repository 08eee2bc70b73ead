import type { Applied, Change } from '../../../model/target.ts'
import type { Client } from '../client.ts'
import type { Session } from '../session.ts'
import { readDirect } from './direct.ts'
import { BASELINE_FIELD, COLLECTIONS, PRODUCT, PUBLICATIONS, type Wants } from './names.ts'
import { metafieldsAmong, type ReadSelection } from './read-selection.ts'
import type { Seen } from './seen.ts'
import { UploadGatherer } from './upload-gatherer.ts'
import { applyChange } from './write.ts'
import type { Lookups } from './write-context.ts'
import { Places } from './write-places.ts'
import type { TypeOf } from './write-values.ts'

export interface WriteLineOptions {
  client: Client
  wants: Wants
  seen: Seen
  typeOf: TypeOf
  hasKey: Lookups['hasKey']
}

/** Files that may be under way beside all else: most of the time they wait, which costs nothing. */
const MORE_FILES = 250

/** Whatever is written to one shop. */
export class WriteLine {
  readonly #options: WriteLineOptions
  readonly #places = new Places()
  readonly #uploads: UploadGatherer
  readonly #lookups: Lookups
  /** True once something else than a file was written. */
  #begun = false

  constructor(options: WriteLineOptions) {
    const { client, hasKey } = options
    this.#options = options
    this.#uploads = new UploadGatherer({ clock: client.options.clock, session: (signal) => client.session(signal) })
    this.#lookups = {
      hasKey,
      product: async (session, change) => {
        const selection = await this.#selectionOf(change, session)
        const [read] = await readDirect([{ id: change.id }], { client, session, selection, seen: options.seen })
        return read?.seen ?? null
      },
      whole: async (session, { id }) => {
        const selection = await this.#everything(session)
        const [read] = await readDirect([{ id }], { client, session, selection, seen: options.seen })
        return read?.live ?? null
      },
    }
  }

  write(change: Change, signal: AbortSignal): Promise<Applied> {
    const { client, wants, seen, typeOf } = this.#options
    if (change.kind === PRODUCT) this.#begun = true
    const session = client.session(signal)
    const parts = { wants, seen, typeOf, places: this.#places, lookups: this.#lookups, uploads: this.#uploads }
    return applyChange({ ...parts, session, signal, notes: [] }, change)
  }

  /** Writes that are worth having in flight: those that the bucket feeds, and any number of files that wait. */
  atOnce(): number {
    const { bucket } = this.#options.client
    const files = this.#uploads.inFlight
    return bucket.atOnce + files + (files > 0 || !this.#begun ? MORE_FILES : 0)
  }

  /** What a change writes of a product, so that it can be compared with what is there. */
  async #selectionOf({ fields, parts }: Change, session: Session): Promise<ReadSelection> {
    const { wants } = this.#options
    const besides = [wants.keyMetafield, BASELINE_FIELD]
    return {
      key: wants.keyMetafield,
      productMetafields: metafieldsAmong(Object.keys(fields), besides),
      variantMetafields: metafieldsAmong(parts.flatMap((part) => Object.keys(part.fields)), besides),
      all: false,
      collections: COLLECTIONS in fields,
      publications: PUBLICATIONS in fields,
      location: await this.#location(session),
    }
  }

  async #everything(session: Session): Promise<ReadSelection> {
    const none = { productMetafields: [], variantMetafields: [], collections: true, publications: true }
    return { key: this.#options.wants.keyMetafield, all: true, ...none, location: await this.#location(session) }
  }

  async #location(session: Session): Promise<string | null> {
    const { location } = this.#options.wants
    return location === null ? null : this.#places.location(session, location)
  }
}
