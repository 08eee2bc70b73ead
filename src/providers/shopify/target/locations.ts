import { ProviderError } from '../../../model/errors.ts'
import { NAME } from './names.ts'
import { thereAre } from './near.ts'

/** A place where stock lies. */
export interface Location {
  /** gid */
  id: string
  name: string
}

/** The one that the settings name, by its name or its id. @throws ProviderError when there is none or more than one */
export function chooseLocation(locations: readonly Location[], wanted: string): Location {
  const key = `target.${NAME}.location`
  const hits = locations.filter(({ id, name }) => name === wanted || id === wanted || id.endsWith(`/${wanted}`))
  if (hits.length === 1) return hits[0] as Location
  if (hits.length > 1) {
    throw new ProviderError('location', `The shop has ${hits.length} locations named ${JSON.stringify(wanted)}.`, {
      hints: [`Set ${key} to one of their ids: ${hits.map(({ id }) => id).join(', ')}.`],
    })
  }
  const names = locations.map(({ name }) => name)
  throw new ProviderError('location', `The shop has no location named ${JSON.stringify(wanted)}.`, {
    hints: [
      ...thereAre(wanted, names),
      `Correct ${key}, or make the location in the admin under Settings > Locations.`,
    ],
  })
}
