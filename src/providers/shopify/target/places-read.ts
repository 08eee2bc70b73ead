import { ProviderError } from '../../../model/errors.ts'
import type { LiveResource } from '../../../model/live.ts'
import { asText, isRecord, type RawRecord } from '../raw.ts'
import type { Session } from '../session.ts'
import { collectionsDocument, LOCATIONS_THERE, PUBLICATIONS_THERE } from './documents-read.ts'
import { COLLECTION, PUBLICATION } from './names.ts'
import { allRows } from './read-rows.ts'

/** All publications of the shop, by their names. @throws ShopifyError, NoMoreCalls */
export async function readPublications(session: Session): Promise<LiveResource[]> {
  return resourcesOf(PUBLICATION, 'name', await allRows(session, PUBLICATIONS_THERE))
}

/** Aliases of one query; each of them costs a point. */
const MOST_COLLECTIONS = 100

/** Those of the collections that are there, by their handles; no index is asked. @throws ShopifyError, NoMoreCalls */
export async function readCollections(handles: readonly string[], session: Session): Promise<LiveResource[]> {
  const wanted = [...new Set(handles)]
  const found: RawRecord[] = []
  for (let start = 0; start < wanted.length; start += MOST_COLLECTIONS) {
    const batch = wanted.slice(start, start + MOST_COLLECTIONS)
    const variables = Object.fromEntries(batch.map((handle, place) => [`i${place}`, { handle }]))
    const data = await session.query(collectionsDocument(batch.length), variables)
    found.push(...batch.map((_, place) => data[`c${place}`]).filter(isRecord))
  }
  return resourcesOf(COLLECTION, 'handle', found)
}

function resourcesOf(kind: string, field: string, rows: readonly RawRecord[]): LiveResource[] {
  return rows.flatMap((row) => {
    const [id, key] = [asText(row.id), asText(row[field])]
    return id === null || key === null ? [] : [{ kind, key, id, fields: {} }]
  })
}

const NAMES_SHOWN = 5

/** The gid of a location by its name or its gid. @throws ProviderError where there is none, or more than one */
export async function readLocation(wanted: string, session: Session): Promise<string> {
  const rows = await allRows(session, LOCATIONS_THERE)
  const hits = rows.filter(({ id, name }) => id === wanted || name === wanted)
  const [only, ...others] = hits.flatMap(({ id }) => asText(id) ?? [])
  if (only !== undefined && others.length === 0) return only
  if (only !== undefined) {
    throw new ProviderError('shopify-location', `The shop has ${hits.length} locations named "${wanted}".`, {
      hints: [`Set target.shopify.location to one of their ids: ${[only, ...others].join(', ')}.`],
    })
  }
  const names = rows.flatMap(({ name }) => asText(name) ?? [])
  const shown = names.slice(0, NAMES_SHOWN).map((name) => `"${name}"`)
  throw new ProviderError('shopify-location', `The shop has no location "${wanted}".`, {
    hints: [
      ...(shown.length === 0 ? [] : [`It has ${shown.join(', ')}${names.length > NAMES_SHOWN ? ' and others' : ''}.`]),
      'Correct target.shopify.location in sync.yaml, or set it to null: quantities are not written then.',
    ],
  })
}
