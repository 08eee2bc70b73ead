import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Dialect } from 'kysely'
import { ProviderError } from '../model/errors.ts'
import { embeddedDialect } from './dialects.ts'
import { emptyDatabase } from './empty-database.ts'
import { holdFolder } from './hold.ts'
import { optional } from './packages.ts'

export interface Embedded {
  dialect: Dialect
  /** Fills a table from a file of rows, which the statement calls /dev/blob. */
  copy(statement: string, rows: Blob): Promise<void>
  end(): Promise<void>
}

export interface EmbeddedOptions {
  /** Absolute. */
  folder: string
  /** False: a folder that holds no database yet is not made one. */
  create: boolean
  /** Milliseconds since 1970. */
  now: number
}

/**
 * V8 counts the bytes of code that a function of WebAssembly has run, and optimizes it at 13 million. Postgres has functions
 * of 100 kB that reach that at once, and take seconds of processor each, which the end of the process waits for. At this
 * number a short command optimizes none of them, and a long one those that are worth it.
 */
const RUN_BEFORE_OPTIMIZING = 1_000_000_000

/** Written with zeros at each start; what it does not hold is read from files, which the system keeps in memory anyway. */
const BUFFERS = '32MB'

/** True when the folder holds a database. */
export const holdsDatabase = (folder: string): boolean => existsSync(join(folder, 'PG_VERSION'))

/**
 * Postgres within this process, its files in a folder that no other process has open meanwhile.
 * @throws ConfigError `db-open` @throws ProviderError `schema-behind` when there is nothing and nothing may be made
 */
export async function openEmbedded({ folder, create, now }: EmbeddedOptions): Promise<Embedded> {
  if (!create && !holdsDatabase(folder)) {
    throw new ProviderError('schema-behind', 'There is no catalogue yet.', { hints: ['sync db up makes it.'] })
  }
  setFlagsFromString(`--wasm-tiering-budget=${RUN_BEFORE_OPTIMIZING}`)
  const { PGlite } = await optional('@electric-sql/pglite', () => import('@electric-sql/pglite'))
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm')
  const release = holdFolder(folder, now)
  try {
    const pglite = await PGlite.create(folder, {
      extensions: { pg_trgm },
      startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${BUFFERS}`],
      ...(!holdsDatabase(folder) && emptyDatabase()),
    })
    return {
      dialect: embeddedDialect({ pglite }),
      async copy(statement, rows) {
        await pglite.query(statement, [], { blob: rows })
      },
      async end() {
        if (!pglite.closed) await pglite.close()
        release()
      },
    }
  } catch (cause) {
    release()
    throw new ProviderError('db-damaged', `The catalogue in ${folder} cannot be opened.`, {
      hints: [
        'Restore the folder from a copy, or move it aside and load the catalogue anew: sync db up, then sync apply.',
      ],
      cause,
    })
  }
}
