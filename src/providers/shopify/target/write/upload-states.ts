import { asRecord, asRecords, asText, type RawRecord } from '../../raw.ts'
import type { Session } from '../../session.ts'
import { fileName } from '../read/live-values.ts'
import { FILE_STATES, FILES_FOUND } from './write-documents.ts'
import { inLots, MOST_ENTRIES } from './write-lots.ts'

/** How far a file is. */
export interface FileState {
  /** gid */
  id: string
  /** `waiting`: it is fetched, or worked on. */
  is: 'ready' | 'waiting' | 'failed'
  /** Shopify's codes and words for why it failed. */
  problems: { code: string; message: string }[]
  /** With its ending in lower case; `null` while nobody can tell, since only a file that is ready has an address. */
  name: string | null
}

/** Of files that are gone nothing is said. @throws ShopifyError, NoMoreCalls */
export async function fileStates(session: Session, ids: readonly string[]): Promise<Map<string, FileState>> {
  const states = new Map<string, FileState>()
  for (const lot of inLots(ids, MOST_ENTRIES)) {
    const { nodes } = await session.query(FILE_STATES, { ids: lot })
    for (const node of asRecords(nodes)) {
      const state = stateOf(node)
      if (state) states.set(state.id, state)
    }
  }
  return states
}

function stateOf(node: RawRecord): FileState | null {
  const id = asText(node.id)
  if (id === null) return null
  const { fileStatus } = node
  const address = asText(asRecord(node.image).url) ?? asText(node.url)
  return {
    id,
    is: fileStatus === 'READY' ? 'ready' : fileStatus === 'FAILED' ? 'failed' : 'waiting',
    problems: asRecords(node.fileErrors).map(({ code, message }) => ({
      code: asText(code) ?? 'UNKNOWN',
      message: asText(message) ?? 'no reason is given',
    })),
    name: address === null ? null : fileName(address),
  }
}

/** Names in one query: it stays far below the longest that a query may be. */
const NAMES = 25
const MOST_PAGES = 20

/**
 * Files that a search finds by these names, and by others like them: it knows words, and learns of a new file some seconds
 * later. @throws ShopifyError, NoMoreCalls
 */
export async function filesLike(session: Session, names: readonly string[]): Promise<FileState[]> {
  const found = new Map<string, FileState>()
  for (const lot of inLots(names, NAMES)) {
    const query = lot.map((name) => `filename:${quoted(name)}`).join(' OR ')
    for (const state of await pagesOf(session, query)) found.set(state.id, state)
  }
  return [...found.values()]
}

/** As a phrase of Shopify's search. */
function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`
}

async function pagesOf(session: Session, query: string): Promise<FileState[]> {
  const found: FileState[] = []
  let after: string | null = null
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { files }: RawRecord = await session.query(FILES_FOUND, { query, after })
    const { nodes, pageInfo } = asRecord(files)
    found.push(...asRecords(nodes).flatMap((node) => stateOf(node) ?? []))
    after = asText(asRecord(pageInfo).endCursor)
    if (asRecord(pageInfo).hasNextPage !== true || after === null) break
  }
  return found
}
