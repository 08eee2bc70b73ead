import type { LiveResource } from '../../model/live.ts'
import type { Session } from './client.ts'
import { asText } from './raw.ts'
import { readEverything } from './read-everything.ts'
import { isWhole, readPage, type Search } from './search.ts'

/** All assets, in order. */
export const ASSETS: Search = {
  path: '/api/v1/assets/search',
  what: 'the assets',
  columns: ['filename', 'created'],
  order: 'filename',
}

/** The file names of these assets; those that are gone are left out, which `whole` vouches for. @throws ProviderError */
export async function readAssets(
  session: Session,
  ids: ReadonlySet<string>,
): Promise<{ assets: LiveResource[]; whole: boolean }> {
  if (ids.size === 0) return { assets: [], whole: true }
  const read = await readEverything(session, ASSETS)
  const names = new Map(read.rows.map((row) => [asText(row.id) ?? '', asText(row.filename) ?? '']))
  const assets = [...ids].flatMap((id) => {
    const filename = names.get(id)
    return filename === undefined ? [] : { kind: 'asset', key: filename, id, fields: {} }
  })
  return { assets, whole: assets.length === ids.size || isWhole(read) }
}

/** The asset with exactly that file name. @throws ProviderError */
export async function findAsset(session: Session, filename: string): Promise<string | null> {
  const filters = [{ field: 'filename', operator: 'eq', value: filename }]
  const page = await readPage(session, { ...ASSETS, filters })
  return asText(page?.rows.find((row) => row.filename === filename)?.id) ?? null
}
