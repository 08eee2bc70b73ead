import type { LiveResource } from '../../../../model/live.ts'
import { asText, isRecord, type RawRecord } from '../../raw.ts'
import type { Session } from '../../session.ts'
import { chooseLocation } from '../locations.ts'
import { COLLECTION, PUBLICATION } from '../names.ts'
import { collectionsDocument, LOCATIONS_THERE, PUBLICATIONS_THERE } from './documents-read.ts'
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

/** The gid of a location by its name or its id. @throws ProviderError where there is none, or more than one */
export async function readLocation(wanted: string, session: Session): Promise<string> {
  const locations = (await allRows(session, LOCATIONS_THERE)).flatMap((row) => {
    const [id, name] = [asText(row.id), asText(row.name)]
    return id === null || name === null ? [] : [{ id, name }]
  })
  return chooseLocation(locations, wanted).id
}
