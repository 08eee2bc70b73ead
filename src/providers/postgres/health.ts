import type { Session } from '../../database/database.ts'
import { asRefusal, type Check, type CheckRequest, failedBy, passed, warned } from '../../model/check.ts'
import { grouped } from '../../model/figures.ts'
import type { OpenedCatalogue } from './place.ts'

export interface HealthOptions extends CheckRequest {
  open(): Promise<OpenedCatalogue>
}

/** Whether the database answers, its schema is the right one, and nothing of ours has hung for long. */
export async function* catalogueHealth({ open, probe }: HealthOptions, signal: AbortSignal): AsyncGenerator<Check> {
  let opened: OpenedCatalogue
  try {
    opened = await open()
    yield await answers(opened, signal)
  } catch (error) {
    yield failedBy('database', asRefusal(error, signal))
    return
  }
  yield* schemaAndRows(opened, signal)
  const { database } = opened
  const numbers = database.pool()
  if (numbers === null) return
  const { total, idle, waiting, max } = numbers
  yield passed('pool', `Connections of this program: ${total} of at most ${max}, ${idle} idle, ${waiting} waiting.`)
  yield await longStatements(opened, LONG, signal)
  if (probe) yield await statistics(opened, signal)
}

async function asked<R extends { [column: string]: unknown }>(
  { database }: OpenedCatalogue,
  text: string,
  signal: AbortSignal,
): Promise<R[]> {
  return database.transaction({ mode: 'read', perform: ({ run }: Session) => run<R>('check', text) }, signal)
}

async function answers(opened: OpenedCatalogue, signal: AbortSignal): Promise<Check> {
  const [row] = await asked<{ version: string }>(opened, "SELECT current_setting('server_version') AS version", signal)
  const version = row?.version.split(' ')[0]
  if (opened.database.driver === 'server') return passed('database', `A Postgres server answers (${version}).`)
  return warned(
    'database',
    `The catalogue is kept in the workspace's state, by Postgres ${version} within this program.`,
    'That is for trying, and for one person: a power cut can lose what was written last. For the only copy name a server in the variable of target.postgres.url_env.',
  )
}

async function* schemaAndRows(opened: OpenedCatalogue, signal: AbortSignal): AsyncGenerator<Check> {
  try {
    await opened.migrations.demand(signal)
    yield passed('schema', 'The schema is the one that this program needs.')
    const [row] = await asked<{ products: string; missing: string[] }>(opened, COUNTS, signal)
    const products = Number(row?.products ?? 0)
    yield passed('rows', `It holds ${grouped(products)} ${products === 1 ? 'product' : 'products'}.`, {
      resources: products,
    })
    const missing = row?.missing ?? []
    if (missing.length > 0) {
      yield warned(
        'indexes',
        `The schema lacks ${missing.join(', ')}: sync find reads the whole table without.`,
        'sync db up makes them again.',
      )
    }
  } catch (error) {
    yield failedBy('schema', asRefusal(error, signal))
  }
}

const INDEXES = ['idx_master_products_name_search', 'idx_master_products_gtin', 'idx_platform_mappings_sync_status']

const COUNTS = `
  SELECT (SELECT count(*) FROM master_products)::text AS products,
         (SELECT coalesce(json_agg(wanted.name), '[]') FROM unnest(ARRAY['${INDEXES.join("','")}']) AS wanted (name)
          WHERE to_regclass(wanted.name) IS NULL) AS missing`

/** Minutes after which a statement is taken to hang. */
const LONG = 5

/** What this program has running for so many minutes, in whatever process. */
export async function longStatements(opened: OpenedCatalogue, minutes: number, signal: AbortSignal): Promise<Check> {
  const rows = await asked<{ pid: number; since: number; query: string }>(
    opened,
    `SELECT pid, floor(extract(epoch FROM now() - query_start) / 60)::int AS since, left(query, 80) AS query
     FROM pg_stat_activity WHERE application_name LIKE 'catalog-sync/%' AND state <> 'idle' AND pid <> pg_backend_pid()
       AND query_start < now() - interval '${minutes} minutes' ORDER BY query_start`,
    signal,
  )
  if (rows.length === 0) return passed('statements', `No statement of this program has run for ${minutes} minutes.`)
  const shown = rows.map(
    ({ pid, since, query }) => `process ${pid} for ${since} minutes: ${query.replaceAll(/\s+/g, ' ')}`,
  )
  return warned(
    'statements',
    `Statements of this program hang: ${shown.join('; ')}.`,
    'Look at what they wait for (pg_blocking_pids), and end the program that they belong to.',
  )
}

/** Reads of the tables without an index, and rows that changed since they were analysed: the server's own figures. */
async function statistics(opened: OpenedCatalogue, signal: AbortSignal): Promise<Check> {
  const rows = await asked<{ relname: string; live: string; scans: string; stale: string }>(
    opened,
    `SELECT relname, n_live_tup::text AS live, coalesce(seq_scan, 0)::text AS scans, n_mod_since_analyze::text AS stale
     FROM pg_stat_user_tables WHERE schemaname = current_schema() ORDER BY relname`,
    signal,
  )
  const shown = rows.map(
    ({ relname, live, scans, stale }) =>
      `${relname} ${live} rows, ${scans} reads of the whole table, ${stale} changed since it was analysed`,
  )
  return passed(
    'statistics',
    shown.length === 0 ? 'The server keeps no figures of the tables.' : `${shown.join('; ')}.`,
  )
}
