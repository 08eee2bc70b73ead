import type { LiveResource } from '../../../../model/live.ts'
import type { Session } from '../../session.ts'
import { readCollections, readPublications } from '../read/places-read.ts'

/** The gids of what changes name by name; each is asked for once. */
export class Places {
  #publications: Promise<LiveResource[]> | null = null
  readonly #collections = new Map<string, Promise<LiveResource[]>>()

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
    if (unknown.length > 0) {
      const read = readCollections(unknown, session)
      for (const handle of unknown) this.#collections.set(handle, read)
    }
    const found = new Map<string, string>()
    for (const handle of new Set(handles)) {
      const id = await this.#idOf(handle)
      if (id !== null) found.set(handle, id)
    }
    return found
  }

  /** One that is not there may be made before it is asked for again. */
  async #idOf(handle: string): Promise<string | null> {
    const read = this.#collections.get(handle)
    try {
      const id = (await read)?.find(({ key }) => key === handle)?.id ?? null
      if (id === null) this.#collections.delete(handle)
      return id
    } catch (error) {
      if (this.#collections.get(handle) === read) this.#collections.delete(handle)
      throw error
    }
  }
}
