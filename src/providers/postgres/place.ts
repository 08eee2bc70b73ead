import { join } from 'node:path'
import { Migrations } from '../../database/migrate.ts'
import { type MigrationStep, readSteps } from '../../database/migration-steps.ts'
import { type Opened, openDatabase, type Place } from '../../database/open.ts'
import { ConfigError } from '../../model/errors.ts'
import type { ProviderContext, TargetWorkspace } from '../../model/provider.ts'
import { isBeside, USUAL_VARIABLE, type Wants, wantsOf } from './settings.ts'

/** What opening a catalogue needs of the program. */
export type Surroundings = Pick<ProviderContext, 'values' | 'folder' | 'clock' | 'log' | 'onWait' | 'secrets'>

export interface OpenedCatalogue {
  database: Opened
  migrations: Migrations
}

/** The steps of the schema lie beside this module, and beside the built program. */
export const STEPS = new URL('migrations/', import.meta.url)

interface Opening {
  wants: Wants
  surroundings: Surroundings
  /** A folder without a catalogue becomes one. */
  create: boolean
  steps?: readonly MigrationStep[]
  onRetry?: () => void
}

/** Where the catalogue is: on the server of the variable, or in the workspace's state. */
export function placeOf(
  { url_env: variable, connections: max }: Wants,
  { values, folder }: Pick<Surroundings, 'values' | 'folder'>,
): Place {
  const url = values[variable] ?? null
  if (url === null) return { driver: 'embedded', folder: join(folder, 'catalog'), create: false }
  return { driver: 'server', url, variable: variable || USUAL_VARIABLE, max }
}

/** An embedded catalogue is opened once, by source or target. @throws ConfigError where it would be both */
export function refuseOneFolder(
  { sources, target }: Pick<TargetWorkspace['settings'], 'sources' | 'target'>,
  surroundings: Pick<Surroundings, 'values' | 'folder'>,
): void {
  const wants = wantsOf(target)
  if (placeOf(wants, surroundings).driver !== 'embedded') return
  if (!sources.some((source) => isBeside(target, source))) return
  throw new ConfigError(
    'same-catalogue',
    `${wants.url_env} is not set, so that source and target would be one embedded catalogue.`,
    { hints: ['Set it to the URL of a server, or give source and target variables of their own (url_env).'] },
  )
}

/** @throws ConfigError @throws ProviderError */
export async function openCatalogue(
  place: Place,
  { wants, surroundings, create, steps, onRetry }: Opening,
): Promise<OpenedCatalogue> {
  const { clock, log, onWait, secrets } = surroundings
  if (place.driver === 'server') secrets.add(...partsOf(place.url))
  const options = { clock, log, onWait, schema: wants.schema, ...(onRetry ? { onRetry } : {}) }
  const database = await openDatabase(place.driver === 'embedded' ? { ...place, create } : place, options)
  return { database, migrations: new Migrations(database, wants.schema, steps ?? readSteps(STEPS)) }
}

/** What is secret in a URL beside the whole of it. */
function partsOf(url: string): string[] {
  if (!URL.canParse(url)) return []
  const { password, searchParams } = new URL(url)
  return [password, safelyDecoded(password), searchParams.get('password') ?? ''].filter((text) => text !== '')
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray % is part of it.
    return text
  }
}
