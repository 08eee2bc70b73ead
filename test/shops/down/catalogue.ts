import type { Session } from '../../../src/database/database.ts'
import type { Workspace } from '../../../src/model/settings.ts'
import type { Target } from '../../../src/model/target.ts'
import { createPostgresTarget } from '../../../src/providers/postgres/target.ts'
import { mortalDatabase } from '../../providers/postgres/catalogue-desk.ts'
import {
  type CatalogueWorld,
  catalogueWorld,
  type Driver,
  running,
  SERVER_URL,
  surroundings,
} from '../../support/postgres.ts'

/** What the tables hold, to make them so again. */
export type Copy = { [table: string]: string }

/** One catalogue, which is emptied and filled as often as it takes: opening one takes seconds. */
export interface Catalogue extends Pick<CatalogueWorld, 'sql' | 'close'> {
  /** As another program with this workspace would open it. */
  open(workspace: Workspace, through?: <T>(send: () => Promise<T>) => Promise<T>): Target
  copy(): Promise<Copy>
  restore(copy: Copy): Promise<void>
}

/** On the server of the tests where there is one. */
const DRIVER: Driver = SERVER_URL === null ? 'embedded' : 'server'

/** Those that are referred to first. */
const TABLES = [
  ...['categories', 'assets', 'attribute_definitions', 'master_products', 'product_images'],
  ...['master_product_variants', 'raw_import_data', 'platform_mappings', 'catalog_changes'],
]

export const EMPTY: Copy = Object.fromEntries(TABLES.map((table) => [table, '[]']))

export async function openCatalogue(): Promise<Catalogue> {
  const world = await catalogueWorld(DRIVER)
  const { database, migrations, sql } = world
  return {
    sql,
    close: world.close,
    open(workspace, through) {
      const reached = through ? mortalDatabase(database, through) : database
      return createPostgresTarget({ workspace, surroundings, opened: { database: reached, migrations } })
    },
    async copy() {
      const parts = TABLES.map(
        (table) => `SELECT '${table}' AS name, coalesce(json_agg(t), '[]')::text AS rows FROM ${table} t`,
      )
      const copies = await sql<{ name: string; rows: string }>(parts.join(' UNION ALL '))
      return Object.fromEntries(copies.map(({ name, rows }) => [name, rows]))
    },
    async restore(copies) {
      const perform = async ({ run }: Session): Promise<void> => {
        for (const table of TABLES.toReversed()) await run('empty', `DELETE FROM ${table}`)
        for (const table of TABLES.filter((one) => (copies[one] ?? '[]') !== '[]')) {
          const rows = `json_populate_recordset(NULL::${table}, $1::text::json)`
          await run('fill', `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${rows}`, [copies[table]])
        }
      }
      await database.transaction({ mode: 'write', perform }, running())
    },
  }
}
