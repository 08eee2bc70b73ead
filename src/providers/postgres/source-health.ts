import { asRefusal, type Check, failedBy, passed } from '../../model/check.ts'
import { counted } from '../../model/counted.ts'
import { type PostgresSourceOptions, withCatalogue } from './source-place.ts'
import { noneOf, statusesThere } from './statuses-there.ts'

/** Whether the catalogue can be read, and holds products of the organisation with the wanted statuses. */
export async function* sourceHealth(options: PostgresSourceOptions, signal: AbortSignal): AsyncGenerator<Check> {
  const { organisation, statuses } = options.wants
  try {
    const there = await withCatalogue(
      options,
      {
        work: ({ database }) =>
          database.transaction({ mode: 'read', perform: (session) => statusesThere(session, organisation) }, signal),
      },
      signal,
    )
    yield passed('database', 'The catalogue can be read.')
    const products = statuses.reduce((sum, status) => sum + (there.get(status) ?? 0), 0)
    yield products === 0
      ? failedBy('rows', noneOf(there, options.wants))
      : passed('rows', `${counted(products, 'product')} of the organisation ${organisation} would be read.`)
  } catch (error) {
    yield failedBy('database', asRefusal(error, signal))
  }
}
