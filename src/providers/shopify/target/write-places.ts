import type { LiveResource } from '../../../model/live.ts'
import type { Session } from '../session.ts'
import { readCollections, readPublications } from './places-read.ts'

/** The gids of what changes name by name; each is asked for once. */
export class Places {
  #publications: Promise<LiveResource[]> | null = null
  readonly #collections = new Map<string, string>()

  /** All that there are, by their names. @throws ShopifyError, NoMoreCalls */
  async publications(session: Session): Promise<ReadonlyMap<string, string>> {
    this.#publications ??= readPublications(session)
    try {
      return new Map((await this.#publications).map(({ key, id }) => [key, id]))
    } catch (error) {
      this.#publications = null
      throw error
    }
  }

  /** By their handles, those that there are. @throws ShopifyError, NoMoreCalls */
  async collections(session: Session, handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const unknown = handles.filter((handle) => !this.#collections.has(handle))
    const found = unknown.length === 0 ? [] : await readCollections(unknown, session)
    for (const { key, id } of found) this.#collections.set(key, id)
    return this.#collections
  }
}
