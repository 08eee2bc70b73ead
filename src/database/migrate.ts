import { CompiledQuery, type Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { ConfigError, ProviderError, SyncError } from '../model/errors.ts'
import { TIMEOUTS } from './database.ts'
import { failureOf } from './failure.ts'
import type { MigrationStep } from './migration-steps.ts'
import type { Opened, Tables } from './open.ts'

/** What Kysely keeps of the steps; what a step held when it was applied is kept beside it. */
const STEPS = 'catalog_steps'
const LOCK = 'catalog_steps_lock'
const ATTEMPTS = 5
const CHECKSUMS = 'catalog_migrations'

export interface Condition {
  applied: string[]
  pending: string[]
}

/** One list of steps, each applied once, in order, in one transaction with what is kept of it. */
export class Migrations {
  readonly #database: Opened
  readonly #schema: string
  readonly #steps: readonly MigrationStep[]

  constructor(database: Opened, schema: string, steps: readonly MigrationStep[]) {
    this.#database = database
    this.#schema = schema
    this.#steps = steps
  }

  /** Changes nothing. @throws ConfigError `migration-edited`, `schema-ahead` @throws ProviderError */
  async condition(signal: AbortSignal): Promise<Condition> {
    const kept = await this.#kept(signal)
    const ahead = kept.find(({ name }) => this.#steps.every((step) => step.name !== name))
    if (ahead) throw aheadOf(ahead.name)
    const edited = this.#steps.find(({ name, digest }) =>
      kept.some((one) => one.name === name && one.sha256 !== digest),
    )
    if (edited) throw editedStep(edited.name)
    const applied = kept.map(({ name }) => name)
    return { applied, pending: this.#steps.map(({ name }) => name).filter((name) => !applied.includes(name)) }
  }

  /** @throws ProviderError `schema-behind` that names the command, and whatever `condition` throws */
  async demand(signal: AbortSignal): Promise<void> {
    const { pending, applied } = await this.condition(signal)
    if (pending.length === 0) return
    const what = applied.length === 0 ? 'There is no catalogue yet' : `The catalogue lacks ${pending.join(', ')}`
    throw new ProviderError('schema-behind', `${what}.`, {
      hints: ['sync db up makes it; plan and apply never change a schema.'],
    })
  }

  /**
   * Applies whatever is pending, and makes indexes again that somebody dropped. Two that do so at the same time wait for
   * one another.
   */
  async up(signal: AbortSignal): Promise<Condition> {
    await this.condition(signal)
    await this.#migrate((migrator) => migrator.migrateToLatest())
    const lost = await this.#lostIndexes(signal)
    if (lost.length > 0) await this.#alone((db) => this.#each(db, lost))
    return this.condition(signal)
  }

  /**
   * Reverts the newest step.
   * @throws ConfigError `data-loss` with the number of rows that would go, unless that is allowed
   */
  async down(
    { allowDataLoss }: { allowDataLoss: boolean },
    signal: AbortSignal,
  ): Promise<{ reverted: string[]; pending: string[] }> {
    const { applied } = await this.condition(signal)
    const newest = this.#steps.findLast(({ name }) => applied.includes(name))
    if (!newest) return { reverted: [], pending: this.#steps.map(({ name }) => name) }
    const rows = await this.#rowsIn(newest.loses, signal)
    if (rows > 0 && !allowDataLoss) throw dataLoss(newest.name, rows)
    const reverted = await this.#migrate((migrator) => migrator.migrateDown())
    const { pending } = await this.condition(signal)
    return { reverted, pending }
  }

  async #kept(signal: AbortSignal): Promise<{ name: string; sha256: string }[]> {
    return this.#database.transaction(
      {
        mode: 'read',
        perform: async ({ run }) => {
          const [there] = await run<{ there: boolean }>(
            'look for the schema',
            `SELECT to_regclass('${CHECKSUMS}') IS NOT NULL AS there`,
          )
          return there?.there
            ? run('read migrations', `SELECT name, sha256 FROM ${CHECKSUMS} ORDER BY name COLLATE "C"`)
            : []
        },
      },
      signal,
    )
  }

  /** The statements that make them; those that are there are not touched, so that nobody is waited for. */
  async #lostIndexes(signal: AbortSignal): Promise<string[]> {
    const all = new Map(this.#steps.flatMap(({ indexes }) => indexes.map(({ name, text }) => [name, text])))
    const ask = 'SELECT u.name FROM unnest($1::text[]) AS u (name) WHERE to_regclass(u.name) IS NULL'
    const perform: Parameters<Opened['transaction']>[0]['perform'] = ({ run }) =>
      run<{ name: string }>('look for indexes', ask, [[...all.keys()]])
    const lost = (await this.#database.transaction({ mode: 'read', perform }, signal)) as { name: string }[]
    return lost.map(({ name }) => all.get(name) ?? '')
  }

  async #rowsIn(tables: readonly string[], signal: AbortSignal): Promise<number> {
    if (tables.length === 0) return 0
    const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ')
    const perform: Parameters<Opened['transaction']>[0]['perform'] = ({ run }) =>
      run<{ rows: string }>('count rows', `SELECT (${counts})::text AS rows`)
    const [row] = (await this.#database.transaction({ mode: 'read', perform }, signal)) as { rows: string }[]
    return Number(row?.rows ?? 0)
  }

  /** Names of the steps that were carried out. */
  async #migrate(work: (migrator: Migrator) => ReturnType<Migrator['migrateUp']>): Promise<string[]> {
    const steps = this.#steps.map((step) => [step.name, this.#migration(step)])
    let failed: string | undefined
    const perform = async (db: Kysely<Tables>) => {
      const { error, results = [] } = await work(
        new Migrator({
          db,
          provider: { getMigrations: async () => Object.fromEntries(steps) },
          migrationTableSchema: this.#schema,
          migrationTableName: STEPS,
          migrationLockTableName: LOCK,
          nameComparator: (one, other) => (one < other ? -1 : Number(one > other)),
        }),
      )
      failed = results.find(({ status }) => status === 'Error')?.migrationName
      if (error !== undefined) throw error
      return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
    }
    return this.#alone(perform, () => failed)
  }

  /** All in one transaction, which others that change the schema wait for. */
  async #alone<T>(
    work: (db: Kysely<Tables>) => Promise<T>,
    failed: () => string | undefined = () => undefined,
  ): Promise<T> {
    const { kysely, pool } = this.#database
    const perform = async (db: Kysely<Tables>) => {
      await db.executeQuery(CompiledQuery.raw('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [this.#schema]))
      return work(db)
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await kysely.transaction().execute(perform)
      } catch (error) {
        if (attempt < ATTEMPTS && isPassing(error)) continue
        throw refused(failureOf(error, { pool: pool(), blockers: [], timeouts: TIMEOUTS }), failed())
      }
    }
  }

  #migration({ name, digest, up, down }: MigrationStep): Migration {
    return {
      up: async (db) => {
        await this.#each(db, up)
        await db.executeQuery(
          CompiledQuery.raw(`INSERT INTO ${CHECKSUMS} (name, sha256) VALUES ($1, $2)`, [name, digest]),
        )
      },
      down: (db) => this.#each(db, [`DELETE FROM ${CHECKSUMS} WHERE name = '${name.replaceAll("'", "''")}'`, ...down]),
    }
  }

  /** Statements about the schema, one after the other. */
  async #each(db: Pick<Kysely<Tables>, 'executeQuery'>, statements: readonly string[]): Promise<void> {
    const schema = `"${this.#schema.replaceAll('"', '""')}"`
    const settings = "SELECT set_config('search_path', $1, true), set_config('lock_timeout', $2, true)"
    await db.executeQuery(CompiledQuery.raw(settings, [schema, String(TIMEOUTS.lock_timeout)]))
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement))
  }
}

/** Kysely looks through all schemas of the database, and one or a table of it may be dropped meanwhile. */
function isPassing(error: unknown): boolean {
  return ['3F000', '42P01', 'XX000'].includes((error as { code?: string }).code ?? '')
}

function refused(error: Error, step: string | undefined): Error {
  if (error instanceof SyncError) return error
  return new ProviderError('migration-failed', `${step ?? 'A migration'} cannot be carried out: ${error.message}`, {
    hints: ['Nothing of it was done. Look at the message, mend what it says, and try again.'],
    cause: error,
  })
}

function aheadOf(name: string): ConfigError {
  return new ConfigError(
    'schema-ahead',
    `The catalogue has ${name}, which this version of the program does not know.`,
    {
      hints: ['Update the program; sync db down, with the version that made it, takes the step back.'],
    },
  )
}

function editedStep(name: string): ConfigError {
  return new ConfigError('migration-edited', `${name} is not what it was when it was applied to this catalogue.`, {
    hints: [
      'A step that was applied is never edited: install the program again, or bring back the file, and make a further step for what is to change.',
    ],
  })
}

function dataLoss(name: string, rows: number): ConfigError {
  return new ConfigError('data-loss', `Reverting ${name} would delete ${rows} ${rows === 1 ? 'row' : 'rows'}.`, {
    hints: ['Make a copy of the database first; then sync db down --allow-data-loss.'],
  })
}
