import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import type { Timeouts } from '../../src/database/database.ts'
import { type Embedded, openEmbedded } from '../../src/database/embedded.ts'
import { Migrations } from '../../src/database/migrate.ts'
import { type MigrationStep, readSteps } from '../../src/database/migration-steps.ts'
import { databaseOf, type Opened, openDatabase } from '../../src/database/open.ts'
import { SILENT } from '../../src/model/log.ts'
import type { TargetWorkspace } from '../../src/model/provider.ts'
import { NO_SECRETS } from '../../src/model/secrets.ts'
import type { AttributeSpec } from '../../src/model/settings.ts'
import type { Target } from '../../src/model/target.ts'
import { systemClock } from '../../src/net/clock.ts'
import { type OpenedCatalogue, STEPS, type Surroundings } from '../../src/providers/postgres/place.ts'
import { parseTarget } from '../../src/providers/postgres/settings.ts'
import { createPostgresTarget } from '../../src/providers/postgres/target.ts'
import { settings } from './boots.ts'

export type Driver = 'embedded' | 'server'

/** Of a server that scripts/postgres.sh started. */
export const SERVER_URL = process.env.SYNC_TEST_POSTGRES_URL ?? null

/** Both drivers; the server's tests are left out, and say so, where there is no server. */
export function describeDrivers(title: string, tests: (driver: Driver) => void): void {
  describe(`${title}, embedded`, () => tests('embedded'))
  describeServer(`${title}, on a server`, () => tests('server'))
}

/** Tests that need a real server. */
export function describeServer(title: string, tests: () => void): void {
  if (SERVER_URL === null)
    describe.skip(`${title} (SYNC_TEST_POSTGRES_URL is not set: scripts/postgres.sh -- npm test sets it)`, tests)
  else describe(title, tests)
}

export const surroundings: Surroundings = {
  values: {},
  folder: '/nowhere',
  clock: systemClock,
  log: SILENT,
  onWait: () => undefined,
  secrets: NO_SECRETS,
}

/** Opening one takes seconds: tests share it, each in a schema of its own. */
let shared: Promise<Embedded> | null = null

export function sharedEmbedded(): Promise<Embedded> {
  shared ??= openEmbedded({
    folder: join(mkdtempSync(join(tmpdir(), 'catalogue-')), 'catalog'),
    create: true,
    now: Date.now(),
  })
  return shared
}

/** Where no further tests follow: as long as it is open, its process does not end. */
export async function endSharedEmbedded(): Promise<void> {
  const embedded = await shared
  shared = null
  await embedded?.end()
}

export const newSchema = (): string => `test_${randomBytes(6).toString('hex')}`

interface More {
  schema?: string
  steps?: readonly MigrationStep[]
  /** Beside the usual ones. */
  surroundings?: Partial<Surroundings>
  max?: number
  timeouts?: Partial<Timeouts>
  /** Of the server, for another user. */
  url?: string
}

/** A database over a schema that need not be there yet. */
export async function openFor(
  driver: Driver,
  { schema = newSchema(), steps = readSteps(STEPS), max = 5, ...more }: More = {},
) {
  const { clock, log, onWait } = { ...surroundings, ...more.surroundings }
  const options = { clock, log, onWait, schema, ...(more.timeouts ? { timeouts: more.timeouts } : {}) }
  const database: Opened =
    driver === 'embedded'
      ? databaseOf({ ...(await sharedEmbedded()), end: async () => undefined }, null, options)
      : await openDatabase(
          { driver, url: more.url ?? SERVER_URL ?? '', variable: 'SYNC_TEST_POSTGRES_URL', max },
          options,
        )
  const migrations = new Migrations(database, schema, steps)
  return {
    database,
    migrations,
    schema,
    /** The schema goes with the test. */
    async close() {
      await database.transaction(
        { mode: 'write', perform: ({ run }) => run('drop', `DROP SCHEMA IF EXISTS "${schema}" CASCADE`) },
        running(),
      )
      // The shared one stays open for the next test.
      if (driver === 'server') await database.close()
    },
  }
}

export const running = (): AbortSignal => new AbortController().signal

export function workspaceFor(
  schema: string,
  attributes: AttributeSpec[] = [],
  more: { [key: string]: unknown } = {},
): TargetWorkspace {
  return {
    settings: settings((value) =>
      Object.assign(value, { target: parseTarget({ schema, organisation: 'acme', ...more }) }),
    ),
    attributes,
  }
}

export interface CatalogueWorld extends OpenedCatalogue {
  schema: string
  workspace: TargetWorkspace
  target: Target
  /** Another program with the same catalogue. */
  another(): Target
  /** One that reaches the catalogue in another way. */
  with(database: Opened): Target
  /** What a person does with psql. */
  sql<R extends { [column: string]: unknown }>(text: string, values?: unknown[]): Promise<R[]>
  close(): Promise<void>
}

/** A connected target over an empty catalogue. */
export async function catalogueWorld(
  driver: Driver,
  attributes: AttributeSpec[] = [],
  more: More = {},
): Promise<CatalogueWorld> {
  const opened = await openFor(driver, more)
  const { database, migrations, schema } = opened
  await migrations.up(running())
  const workspace = workspaceFor(schema, attributes)
  const over = (reached: Opened) =>
    createPostgresTarget({
      workspace,
      surroundings: { ...surroundings, ...more.surroundings },
      opened: { database: reached, migrations },
    })
  const another = () => over(database)
  const target = another()
  await target.connect(running())
  return {
    ...{ database, migrations, schema, workspace, target, another, with: over },
    sql: (text, values = []) =>
      database.transaction({ mode: 'write', perform: ({ run }) => run('psql', text, values) }, running()),
    async close() {
      await target.close()
      await opened.close()
    },
  }
}
