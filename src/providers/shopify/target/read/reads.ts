import { elapsedOf } from '../../../../model/clock.ts'
import type { LiveResource, LiveState, Want } from '../../../../model/live.ts'
import type { Connection, Named, ReadProgress } from '../../../../model/target.ts'
import type { Client } from '../../client.ts'
import type { Session } from '../../session.ts'
import { assertShop, shopInfo } from '../../shop-info.ts'
import { BASELINE_FIELD, COLLECTIONS, PUBLICATIONS, type Wants } from '../names.ts'
import { Seen } from '../seen.ts'
import { type DirectContext, readDirect, type WantedProduct } from './direct.ts'
import type { ReadProduct } from './live.ts'
import { lookUp } from './look.ts'
import { readLocation } from './places-read.ts'
import { type NamesWanted, readState } from './read.ts'
import { metafieldsAmong, type ReadSelection } from './read-selection.ts'
import { Touched } from './snapshot.ts'
import { KnownKeys } from './snapshot-keys.ts'
import { Snapshots } from './snapshot-store.ts'

export interface ReadsOptions {
  client: Client
  wants: Wants
  /** Paths of the workspace's rules, of products and of their variants; of these what is a metafield is read by its name. */
  managed: { product: readonly string[]; variant: readonly string[] }
  /** Handles of collections that rules name, beside those of the settings. */
  collections?: readonly string[]
}

/** Everything that the target reads of its shop, and what it remembers of that for its writes. */
export class ShopifyReads {
  readonly seen = new Seen()
  /** Access scopes of the app, by their handles; empty before `connect`. */
  scopes: readonly string[] = []
  /** What people call the shop; `null`: nobody said. */
  shopName: string | null = null
  /** ISO 4217; `null`: nobody said. */
  currency: string | null = null
  readonly #options: ReadsOptions
  readonly #touched = new Touched()
  readonly #keys: KnownKeys
  /** Paths of products that were asked for so far: what writes are checked against. */
  readonly #paths: Set<string>
  readonly #snapshots = new Snapshots((read) => this.#keys.learn(read))
  #location: Promise<string> | null = null

  constructor(options: ReadsOptions) {
    this.#options = options
    this.#keys = new KnownKeys(options.client.options.clock, this.#touched)
    this.#paths = new Set(options.managed.product)
  }

  /** Signs in, and makes sure that it is the shop of the settings. @throws ProviderError, NoMoreCalls */
  async connect(signal: AbortSignal): Promise<Connection> {
    const { client, wants } = this.#options
    const info = await shopInfo(client.session(signal))
    assertShop(info, wants.shop)
    this.scopes = info.scopes
    this.currency = info.currency
    this.shopName = info.name
    return { account: info.handle ?? wants.shop, windows: [client.bucket.window] }
  }

  /** All that a plan compares with, by one bulk operation and a few small queries. @throws ProviderError, NoMoreCalls */
  async read(want: Want, signal: AbortSignal, progress?: ReadProgress): Promise<LiveState> {
    const session = this.#options.client.session(signal, progress)
    const context = await this.#context(session, want)
    const names: NamesWanted = { collections: this.#collections, publications: context.selection.publications }
    return readState(context, { want, names, learn: (read) => this.#keys.learn(read) })
  }

  /** Some resources again, by exact key; absent ones are left out. @throws ProviderError, NoMoreCalls */
  async look(named: readonly Named[], want: Want, signal: AbortSignal): Promise<LiveResource[]> {
    if (named.length === 0) return []
    const context = await this.#context(this.#options.client.session(signal), want)
    return lookUp(named, { ...context, touched: this.#touched, snapshots: this.#snapshots })
  }

  /** Products as they are at this moment; what is not there is left out. @throws ProviderError, NoMoreCalls */
  async direct(wanted: readonly WantedProduct[], session: Session): Promise<ReadProduct[]> {
    return readDirect(wanted, await this.#context(session))
  }

  /**
   * The product that carries the key, read at this moment; `null`: none does, by a read of at most ten minutes ago. Who
   * asks again for a key that was free is answered out of the database. @throws ProviderError, NoMoreCalls
   */
  async keyExists(key: string, session: Session): Promise<ReadProduct | null> {
    const found = await this.#keys.find(key, await this.#context(session))
    // Whoever is told that it is free makes it.
    if (found === null) this.forget(null, key)
    return found
  }

  /** It was written, or may have been: no earlier read tells of it any more. @param key Of what had no id yet. */
  forget(id: string | null, key?: string): void {
    const now = elapsedOf(this.#options.client.options.clock)
    if (id !== null) {
      this.seen.forget(id)
      this.#touched.note(id, now)
    }
    if (key !== undefined) this.#touched.note(key, now)
  }

  /** gid of the location of the settings; `null`: quantities are not written. @throws ProviderError, NoMoreCalls */
  async location(session: Session): Promise<string | null> {
    const { location } = this.#options.wants
    if (location === null) return null
    this.#location ??= readLocation(location, session)
    try {
      return await this.#location
    } catch (error) {
      this.#location = null
      throw error
    }
  }

  get #collections(): string[] {
    const { wants, collections = [] } = this.#options
    return [...new Set([...wants.collections, ...collections])]
  }

  async #context(session: Session, want?: Want): Promise<DirectContext> {
    for (const path of want?.paths ?? []) this.#paths.add(path)
    const { client } = this.#options
    return { client, session, seen: this.seen, selection: this.#selection(await this.location(session), want?.also) }
  }

  #selection(location: string | null, also: Want['also']): ReadSelection {
    const { wants, managed } = this.#options
    const key = wants.keyMetafield
    const has = (path: string): boolean => this.#paths.has(path) || also?.(path) === true
    return {
      key,
      productMetafields: metafieldsAmong(this.#paths, [key, BASELINE_FIELD]),
      variantMetafields: metafieldsAmong(managed.variant, [key]),
      all: also !== undefined,
      collections: has(COLLECTIONS) || this.#collections.length > 0,
      publications: has(PUBLICATIONS) || wants.publish.length > 0,
      location,
      shopName: this.shopName,
    }
  }
}
