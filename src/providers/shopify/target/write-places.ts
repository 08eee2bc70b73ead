import type { Document } from '../document.ts'
import { asRecord, asRecords, asText, type RawRecord } from '../raw.ts'
import type { Session } from '../session.ts'
import { COLLECTION_BY_HANDLE, LOCATIONS, PUBLICATIONS_NAMED } from './write-documents.ts'

/** The ids of what is named in plans and settings; each is asked for once. */
export class Places {
  readonly #lists = new Map<string, Promise<ReadonlyMap<string, string>>>()
  readonly #collections = new Map<string, Promise<string | null>>()

  /** @param named A name or a gid. @returns `null`: there is none. */
  async location(session: Session, named: string): Promise<string | null> {
    if (named.startsWith('gid://')) return named
    return (await this.#list(session, LOCATIONS)).get(named) ?? null
  }

  async publication(session: Session, name: string): Promise<string | null> {
    return (await this.#list(session, PUBLICATIONS_NAMED)).get(name) ?? null
  }

  async collection(session: Session, handle: string): Promise<string | null> {
    return remembered(this.#collections, handle, async () => {
      const { collectionByIdentifier } = await session.query(COLLECTION_BY_HANDLE, { handle })
      return asText(asRecord(collectionByIdentifier).id)
    })
  }

  #list(session: Session, document: Document): Promise<ReadonlyMap<string, string>> {
    return remembered(this.#lists, document.name, () => everyName(session, document))
  }
}

/** Failures are not kept. */
async function remembered<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key)
  if (before) return before
  const asked = ask()
  known.set(key, asked)
  asked.catch(() => known.delete(key))
  return asked
}

async function everyName(session: Session, document: Document): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (let after: string | null = null; ; ) {
    const data: RawRecord = await session.query(document, { after })
    const { nodes, pageInfo } = asRecord(Object.values(data)[0])
    for (const { id, name } of asRecords(nodes)) names.set(asText(name) ?? '', asText(id) ?? '')
    after = asText(asRecord(pageInfo).endCursor)
    if (asRecord(pageInfo).hasNextPage !== true || after === null) return names
  }
}
