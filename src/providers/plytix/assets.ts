import type { LiveAsset } from '../../model/live.ts'
import type { Session } from './client.ts'
import { asText } from './raw.ts'
import { readEverything } from './read-everything.ts'
import { readPage, type Search } from './search.ts'

const SEARCH: Search = {
  path: '/api/v1/assets/search',
  what: 'the assets',
  columns: ['filename', 'created'],
  order: 'filename',
}

/** The file names of these assets; those that are gone are left out. @throws ProviderError */
export async function readAssets(session: Session, ids: ReadonlySet<string>): Promise<LiveAsset[]> {
  if (ids.size === 0) return []
  const { rows } = await readEverything(session, SEARCH)
  const assets = new Map(rows.map((row) => [asText(row.id) ?? '', asText(row.filename) ?? '']))
  return [...ids].flatMap((id) => {
    const filename = assets.get(id)
    return filename === undefined ? [] : { id, filename }
  })
}

/** The asset with exactly that file name. @throws ProviderError */
export async function findAsset(session: Session, filename: string): Promise<string | null> {
  const filters = [{ field: 'filename', operator: 'eq', value: filename }]
  const page = await readPage(session, { ...SEARCH, filters })
  return asText(page?.rows.find((row) => row.filename === filename)?.id) ?? null
}
