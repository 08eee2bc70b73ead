import { texts } from '../../../model/fields.ts'
import type { Change } from '../../../model/target.ts'
import { COLLECTIONS, INVENTORY, PUBLICATIONS } from './names.ts'
import type { SeenProduct } from './seen.ts'
import type { Rejected, WriteContext } from './write/write-context.ts'
import { failed } from './write/write-refusal.ts'

/** What a change names by name, as gids. */
export interface ChangePlaces {
  /** Of the location that quantities are of; `null`: there are none. */
  location: string | null
  /** By handle. */
  collections: ReadonlyMap<string, string>
  /** By name. */
  publications: ReadonlyMap<string, string>
}

/** Nothing is written before all of it is found. @param product As it was read; `null` where it is to be made. */
export async function placesOf(
  context: WriteContext,
  { fields, parts }: Change,
  product: SeenProduct | null,
): Promise<ChangePlaces | { refusal: Rejected }> {
  const hasQuantities = parts.some((part) => Object.hasOwn(part.fields, INVENTORY))
  const location = hasQuantities ? await context.reads.location(context.session) : null
  if (hasQuantities && location === null) {
    const why = { code: 'invalid', message: 'Quantities need a location.', hint: 'Set target.shopify.location.' }
    return { refusal: failed(context, why) }
  }
  const collections = new Map(product?.collections?.map(({ handle, id }) => [handle, id]))
  const absent = await completed(collections, texts(fields[COLLECTIONS]), (names) => collectionIds(context, names))
  if (absent !== null) return { refusal: missing(context, `collection "${absent}"`) }
  const publications = new Map(product?.publications?.map(({ name, id }) => [name, id]))
  const lacking = await completed(publications, texts(fields[PUBLICATIONS]), () => publicationIds(context))
  if (lacking !== null) return { refusal: missing(context, `publication "${lacking}"`) }
  return { location, collections, publications }
}

type Ids = ReadonlyMap<string, string>

/** @returns one of the names that nothing has; `null`: all are known now */
async function completed(
  ids: Map<string, string>,
  names: readonly string[],
  ask: (unknown: string[]) => Promise<Ids>,
): Promise<string | null> {
  const unknown = names.filter((name) => !ids.has(name))
  const found = unknown.length === 0 ? new Map<string, string>() : await ask(unknown)
  for (const name of unknown) {
    const id = found.get(name)
    if (id === undefined) return name
    ids.set(name, id)
  }
  return null
}

function collectionIds({ places, session }: WriteContext, handles: string[]): Promise<Ids> {
  return places.collections(session, handles)
}

function publicationIds({ places, session }: WriteContext): Promise<Ids> {
  return places.publications(session)
}

function missing(context: WriteContext, what: string): Rejected {
  return failed(context, { code: 'gone', message: `The shop has no ${what}.`, hint: 'Make it there, or plan again.' })
}
