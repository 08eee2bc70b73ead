import type { KindTraits } from '../../../../model/kinds.ts'
import type { Applied, Change, TargetTraits } from '../../../../model/target.ts'
import { mainKind, partKind } from '../../../../model/target-kinds.ts'
import type { Client } from '../../client.ts'
import { PRODUCT, type Wants } from '../names.ts'
import { Staging } from './staging.ts'
import { UploadGatherer } from './upload-gatherer.ts'
import { applyChange } from './write.ts'
import type { WriteReads } from './write-context.ts'
import { Places } from './write-places.ts'
import type { TypeOf } from './write-values.ts'

export interface WriteLineOptions {
  client: Client
  wants: Wants
  reads: WriteReads
  typeOf: TypeOf
  traits: Pick<TargetTraits, 'kinds' | 'title'>
}

/** Writes beside all else while nobody knows yet whether they are files: of these, so many take one call. */
const FIRST = 250
/** And while there are files: they wait most of the time, which costs nothing, and what shows them waits for them. */
const MORE = 2000
/** Points that one call may cost, whatever the plan (shopify.dev, rate limits). */
const MOST_POINTS = 1000
const PART = 0.9

/** Whatever is written to one shop. */
export class WriteLine {
  readonly #options: WriteLineOptions
  readonly #places = new Places()
  readonly #uploads: UploadGatherer
  readonly #staging: Staging
  readonly #kinds: { product: KindTraits; variant: KindTraits }
  /** True once a product was written: as a rule no file comes after it. */
  #begun = false

  constructor(options: WriteLineOptions) {
    const { client, traits } = options
    this.#options = options
    const product = mainKind(traits)
    this.#kinds = { product, variant: partKind(traits) ?? product }
    this.#staging = new Staging(client)
    this.#uploads = new UploadGatherer({ clock: client.options.clock, session: (signal) => client.session(signal) })
  }

  write(change: Change, signal: AbortSignal): Promise<Applied> {
    const { client, wants, reads, typeOf } = this.#options
    if (change.kind === PRODUCT) this.#begun = true
    const files = { uploads: this.#uploads, staging: this.#staging }
    const own = { places: this.#places, ...files, session: client.session(signal), signal, notes: [] }
    return applyChange({ wants, reads, typeOf, ...this.#kinds, most: this.#most, ...own }, change)
  }

  /** Of the bucket one call takes no more than this part, so that others go on. */
  get #most(): number {
    const { bucket, options } = this.#options.client
    return Math.min(MOST_POINTS, bucket.size.maximum * options.share) * PART
  }

  /** Writes that are worth having in flight: those that the bucket feeds, and any number of files that wait. */
  get atOnce(): number {
    const { bucket } = this.#options.client
    const files = this.#uploads.inFlight + this.#staging.inFlight
    if (files > 0) return bucket.atOnce + files + MORE
    return bucket.atOnce + (this.#begun ? 0 : FIRST)
  }
}
