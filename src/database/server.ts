import type { Dialect } from 'kysely'
import { ConfigError } from '../model/errors.ts'
import type { PoolNumbers } from './database.ts'
import { serverDialect } from './dialects.ts'
import type { Blocker } from './failure.ts'
import { optional } from './packages.ts'

export interface ServerOptions {
  /** Never told in any message. */
  url: string
  /** For people: the variable that the URL is from. */
  variable: string
  /** Connections at most. */
  max: number
  /** As the server's list of sessions shows this process. */
  application: string
}

export interface Server {
  dialect: Dialect
  numbers(): PoolNumbers
  /** Who holds what sessions of this process wait for. */
  blockers(): Promise<Blocker[]>
  /** Ends every connection; also without a dialect that would. */
  end(): Promise<void>
}

const ACQUIRE_MS = 5_000
const IDLE_MS = 30_000

/** A pool of connections to a server; the first one is made when something is asked for. */
export async function openServer({ url, variable, max, application }: ServerOptions): Promise<Server> {
  checkUrl(url, variable)
  const { default: pg } = await optional('pg', () => import('pg'))
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: application,
    connectionTimeoutMillis: ACQUIRE_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
  })
  // An idle connection that the server ends; the next statement takes another.
  pool.on('error', () => undefined)
  // One that breaks between two statements of a transaction; the second of them tells.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    dialect: serverDialect({ pool }),
    numbers: () => ({ max, total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async blockers() {
      const { rows } = await pool.query<Blocker>(BLOCKERS, [application])
      return rows
    },
    end: () => (pool.ended ? Promise.resolve() : pool.end()),
  }
}

const BLOCKERS = `
  SELECT DISTINCT other.pid, other.application_name AS application,
         coalesce(extract(epoch FROM now() - other.xact_start), 0)::int AS age
  FROM pg_stat_activity own
  CROSS JOIN LATERAL unnest(pg_blocking_pids(own.pid)) AS blocking (pid)
  JOIN pg_stat_activity other ON other.pid = blocking.pid
  WHERE own.application_name = $1`

/** @throws ConfigError that does not say what the variable holds */
function checkUrl(url: string, variable: string): void {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return
  throw new ConfigError('db-url', `${variable} holds no URL of a Postgres database.`, {
    hints: [
      'It is postgres://USER:PASSWORD@HOST:PORT/DATABASE; special characters of a password are written as %40 and the like.',
    ],
  })
}
