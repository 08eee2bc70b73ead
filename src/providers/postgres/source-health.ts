import type { Session } from '../../database/database.ts'
import { asRefusal, type Check, failedBy, passed } from '../../model/check.ts'
import { counted } from '../../model/counted.ts'
import { findSeller, nameOf } from './seller.ts'
import { type PostgresSourceOptions, withCatalogue } from './source-place.ts'
import { noneOf, statusesThere } from './statuses-there.ts'

/** Whether the catalogue can be read, and holds products of the organisation with the wanted statuses, and prices. */
export async function* sourceHealth(options: PostgresSourceOptions, signal: AbortSignal): AsyncGenerator<Check> {
  const { organisation, statuses, prices } = options.wants
  const asked = <T>(perform: (session: Session) => Promise<T>): Promise<T> =>
    withCatalogue(options, { work: ({ database }) => database.transaction({ mode: 'read', perform }, signal) }, signal)
  try {
    const there = await asked((session) => statusesThere(session, organisation))
    yield passed('database', 'The catalogue can be read.')
    const products = statuses.reduce((sum, status) => sum + (there.get(status) ?? 0), 0)
    yield products === 0
      ? failedBy('rows', noneOf(there, options.wants))
      : passed('rows', `${counted(products, 'product')} of the organisation ${organisation} would be read.`)
  } catch (error) {
    yield failedBy('database', asRefusal(error, signal))
    return
  }
  if (prices === null) return
  try {
    const seller = await asked((session) => findSeller(session, organisation, prices))
    yield passed('prices', `What is asked now is what ${nameOf(seller)} asks.`)
  } catch (error) {
    yield failedBy('prices', asRefusal(error, signal))
  }
}
