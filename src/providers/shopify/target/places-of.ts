import { texts } from '../../../model/fields.ts'
import type { Change } from '../../../model/target.ts'
import { COLLECTIONS, INVENTORY } from './names.ts'
import type { Rejected, WriteContext } from './write-context.ts'
import { failed } from './write-refusal.ts'

export interface ChangePlaces {
  /** gid of the location that quantities are of; `null`: there are none. */
  location: string | null
  /** gids of the collections that the change names. */
  collections: string[]
}

/** What a change names by name, as ids. @param known Collections by handle. */
export async function placesOf(
  context: WriteContext,
  { fields, parts }: Change,
  known: ReadonlyMap<string, string> = new Map(),
): Promise<ChangePlaces | { refusal: Rejected }> {
  const hasQuantities = parts.some((part) => Object.hasOwn(part.fields, INVENTORY))
  const location = hasQuantities ? await locationOf(context) : null
  if (hasQuantities && location === null) {
    const named = context.wants.location
    const message = named === null ? 'Quantities need a location.' : `The shop has no location "${named}".`
    return { refusal: failed(context, { code: 'invalid', message, hint: 'Correct target.shopify.location.' }) }
  }
  const collections: string[] = []
  for (const handle of texts(fields[COLLECTIONS])) {
    const id = known.get(handle) ?? (await collectionId(context, handle))
    if (id === null) return { refusal: missing(context, `collection "${handle}"`) }
    collections.push(id)
  }
  return { location, collections }
}

export function missing(context: WriteContext, what: string): Rejected {
  return failed(context, { code: 'gone', message: `The shop has no ${what}.`, hint: 'Make it there, or plan again.' })
}

async function collectionId({ session, places }: WriteContext, handle: string): Promise<string | null> {
  return handle.startsWith('gid://') ? handle : places.collection(session, handle)
}

async function locationOf({ session, places, wants }: WriteContext): Promise<string | null> {
  return wants.location === null ? null : places.location(session, wants.location)
}
