import { randomBytes } from 'node:crypto'
import { CompiledQuery, Kysely } from 'kysely'
import type { Database, DatabaseOptions, Row, Session, Timeouts, Work } from './database.ts'
import { TIMEOUTS } from './database.ts'
import { type Embedded, type EmbeddedOptions, openEmbedded } from './embedded.ts'
import { type Blocker, failureOf } from './failure.ts'
import { Patience } from './patience.ts'
import { openServer, type Server, type ServerOptions } from './server.ts'
import { Timings } from './timings.ts'
import { watchLocks } from './watch-locks.ts'

/** The database's tables are not known to the type system: statements are text, and their rows are typed where they are read. */
export type Tables = { [table: string]: never }

export type Place =
  | ({ driver: 'server' } & Omit<ServerOptions, 'application'>)
  | ({ driver: 'embedded' } & Omit<EmbeddedOptions, 'now'>)

export interface Opened extends Database {
  /** For migrations alone. */
  kysely: Kysely<Tables>
}

/** Opens a database; a server is asked for nothing yet. @throws ConfigError @throws ProviderError */
export async function openDatabase(place: Place, options: DatabaseOptions): Promise<Opened> {
  const application = `catalog-sync/${process.pid}-${randomBytes(2).toString('hex')}`
  if (place.driver === 'embedded') {
    const opened = await openEmbedded({ ...place, now: options.clock.now() })
    return databaseOf(opened, null, options)
  }
  const opened = await openServer({ ...place, application })
  return databaseOf(opened, opened, options)
}

/** A database over connections that are there already; its end is theirs. */
export function databaseOf(opened: Embedded | Server, server: Server | null, options: DatabaseOptions): Opened {
  const { schema } = options
  const timeouts = { ...TIMEOUTS, ...options.timeouts }
  const kysely = new Kysely<Tables>({ dialect: opened.dialect })
  const timings = new Timings(options)
  const patience = new Patience(options)
  const seen: { blockers: Blocker[] } = { blockers: [] }
  const pool = () => server?.numbers() ?? null
  /** There is one connection where there is no server: what comes later waits. */
  let last: Promise<unknown> = Promise.resolve()

  const once = async <T>(
    { mode, perform }: Pick<Work<T>, 'mode' | 'perform'>,
    done: { performed: boolean },
  ): Promise<T> =>
    kysely.transaction().execute(async (transaction) => {
      const session: Session = {
        run: async <R extends Row>(kind: string, text: string, values: readonly unknown[] = []) => {
          const watch = server === null ? null : watchLocks(server, (blockers) => Object.assign(seen, { blockers }))
          try {
            const query = CompiledQuery.raw(text, [...values])
            const { rows } = await timings.measure(kind, () => transaction.executeQuery<R>(query))
            return rows
          } finally {
            watch?.()
          }
        },
      }
      if (mode === 'read') await transaction.executeQuery(CompiledQuery.raw(SNAPSHOT))
      await transaction.executeQuery(CompiledQuery.raw(LIMITS, limits(schema, timeouts)))
      const result = await perform(session)
      done.performed = true
      return result
    })
  const queued = <T>(work: () => Promise<T>): Promise<T> => {
    if (server !== null) return work()
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
  return {
    driver: server === null ? 'embedded' : 'server',
    kysely,
    async transaction(work, signal) {
      try {
        return await queued(() => patience.keep({ work, once, signal }))
      } catch (error) {
        if (signal.aborted && error === signal.reason) throw error
        throw failureOf(error, { pool: pool(), blockers: seen.blockers, timeouts })
      }
    },
    pool,
    timings: () => timings.all(),
    async close() {
      await last
      for (const timing of timings.all()) options.log.write('debug', 'statement.timing', { ...timing })
      await kysely.destroy()
      await opened.end()
    },
  }
}

const SNAPSHOT = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY'

/** For this transaction alone, so that they hold behind a pooler too, and no setting of the server is touched. */
const LIMITS = `SELECT ${[...Object.keys(TIMEOUTS), 'search_path'].map((name, index) => `set_config('${name}', $${index + 1}, true)`).join(', ')}`

function limits(schema: string, timeouts: Timeouts): string[] {
  return [...Object.values(timeouts).map(String), `"${schema.replaceAll('"', '""')}"`]
}
