import type { Database } from '../../database/database.ts'
import { tableOf } from './tables.ts'

/** Until so many rows changed it is not worth a thought. */
const FEW = 1_000
/** In the midst of a run, when the table has become as much larger again; at its end much earlier. */
const WITHIN = 1
const AT_END = 0.1

interface Figures {
  /** Rows when it was analysed last, as far as the database knows. */
  rows: number
  /** Rows changed since. */
  changed: number
}

/**
 * Has tables analysed of which a run changed a good part: a database that still thinks of an empty table reads the whole
 * of it for each batch.
 */
export class Analyst {
  readonly #database: Database
  readonly #tables = new Map<string, Figures>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Told of rows that changed, in the midst of a run. */
  async changed(kind: string, rows: number, signal: AbortSignal): Promise<void> {
    const table = tableOf(kind)?.name
    if (table === undefined || rows === 0) return
    const figures = this.#tables.get(table) ?? { rows: await this.#size(table, signal), changed: 0 }
    this.#tables.set(table, figures)
    figures.changed += rows
    if (figures.changed >= FEW && figures.changed > figures.rows * WITHIN) await this.#analyse(table, figures, signal)
  }

  /** At the end of a run. */
  async finish(signal: AbortSignal): Promise<void> {
    for (const [table, figures] of this.#tables) {
      if (figures.changed > figures.rows * AT_END) await this.#analyse(table, figures, signal)
    }
  }

  async #size(table: string, signal: AbortSignal): Promise<number> {
    const text = 'SELECT greatest(reltuples, 0)::text AS rows FROM pg_class WHERE oid = to_regclass($1)'
    const [row] = await this.#database.transaction(
      { mode: 'read', perform: ({ run }) => run<{ rows: string }>('look size', text, [table]) },
      signal,
    )
    return Number(row?.rows ?? 0)
  }

  async #analyse(table: string, figures: Figures, signal: AbortSignal): Promise<void> {
    await this.#database.transaction(
      { mode: 'write', perform: ({ run }) => run('analyse', `ANALYZE ${table}`) },
      signal,
    )
    Object.assign(figures, { rows: figures.rows + figures.changed, changed: 0 })
  }
}
