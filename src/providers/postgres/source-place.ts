import { holdsDatabase } from '../../database/embedded.ts'
import { ProviderError } from '../../model/errors.ts'
import { type OpenedCatalogue, openCatalogue, placeOf, type Surroundings } from './place.ts'
import type { SourceWants } from './source-settings.ts'

export interface PostgresSourceOptions {
  wants: SourceWants
  surroundings: Surroundings
  /** For tests: a database that is open already, which the source does not close. */
  opened?: OpenedCatalogue
}

interface Use<T> {
  /** Told of what was tried again after it had failed. */
  onRetry?: () => void
  work(opened: OpenedCatalogue): Promise<T>
}

/** Opens the catalogue for some work, whose tables are known to be there, and closes it. @throws SyncError */
export async function withCatalogue<T>(
  options: PostgresSourceOptions,
  { onRetry, work }: Use<T>,
  signal: AbortSignal,
): Promise<T> {
  const opened = options.opened ?? (await openToRead(options, onRetry))
  try {
    await demandTables(opened, signal)
    return await work(opened)
  } finally {
    if (!options.opened) await opened.database.close()
  }
}

async function openToRead(
  { wants, surroundings }: PostgresSourceOptions,
  onRetry?: () => void,
): Promise<OpenedCatalogue> {
  const place = placeOf(wants, surroundings)
  const { url_env } = wants
  if (place.driver === 'embedded' && !holdsDatabase(place.folder)) {
    throw new ProviderError('no-catalogue', `${url_env} is not set, and there is no catalogue in ${place.folder}.`, {
      hints: [`Set ${url_env} to the URL of the database that holds the catalogue.`],
    })
  }
  return openCatalogue(place, { wants, surroundings, create: false, ...(onRetry ? { onRetry } : {}) })
}

async function demandTables({ migrations }: OpenedCatalogue, signal: AbortSignal): Promise<void> {
  const { pending } = await migrations.condition(signal)
  if (pending.length === 0) return
  throw new ProviderError('schema-behind', `The catalogue to read lacks ${pending.join(', ')}.`, {
    hints: [
      'Run sync db up in the workspace that writes it; see that url_env and schema in sync.yaml name the right one.',
    ],
  })
}
