import { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS } from './migrations.ts'
import { damaged, foreign, newer } from './problems.ts'

/** Columns by table. */
type Shape = ReadonlyMap<string, readonly string[]>

/**
 * Refuses what is no state database, or not a whole one, before anything is written to it; one without any content is
 * to become one. @throws SyncError
 */
export function checkShape(database: DatabaseSync, file: string): void {
  const { version, shape, entries } = look(database)
  if (version > MIGRATIONS.length) throw newer(file)
  if (version === 0 && entries === 0) return
  const latest = shapeOf(MIGRATIONS.length)
  if (![...latest.keys()].some((table) => isWhole(table, shape, shapeOf(1).has(table) ? shapeOf(1) : latest)))
    throw version !== 0 && shape.size === 0 ? damaged(file, 'its tables are missing') : foreign(file, named(shape))
  if (version < 1) throw damaged(file, 'it does not say its version')
  checkTables(file, shape, shapeOf(version))
  if (shapeOf(version).has('lock') && count(database, 'lock') !== 1)
    throw damaged(file, 'the row of its lock is missing')
  const findings = database.prepare('PRAGMA quick_check(1)').all()
  if (findings[0]?.quick_check !== 'ok') throw damaged(file, String(findings[0]?.quick_check))
}

/** Read in one transaction: another process may be making the tables. */
function look(database: DatabaseSync) {
  database.exec('BEGIN')
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
    return { version, shape: readShape(database), entries: count(database, 'sqlite_schema') }
  } finally {
    database.exec('COMMIT')
  }
}

function checkTables(file: string, shape: Shape, expected: Shape): void {
  for (const [table, columns] of expected) {
    const present = shape.get(table)
    if (!present) throw damaged(file, `its table ${table} is missing`)
    const missing = columns.find((column) => !present.includes(column))
    if (missing !== undefined) throw damaged(file, `the column ${missing} of its table ${table} is missing`)
  }
}

function isWhole(table: string, shape: Shape, expected: Shape): boolean {
  const present = shape.get(table) ?? []
  return expected.get(table)?.every((column) => present.includes(column)) ?? false
}

function named(shape: Shape): string {
  if (shape.size === 0) return 'it holds no tables, but other things'
  const names = [...shape.keys()].slice(0, 3).map((name) => JSON.stringify(name.slice(0, 40)))
  return `it holds ${names.join(', ')}${shape.size > names.length ? ' and more' : ''}, and none of the tables of a state`
}

const shapes = new Map<number, Shape>()

/** What a database of this version has to have. */
function shapeOf(version: number): Shape {
  const known = shapes.get(version)
  if (known) return known
  const example = new DatabaseSync(':memory:')
  for (const step of MIGRATIONS.slice(0, version)) example.exec(step)
  const shape = readShape(example)
  example.close()
  shapes.set(version, shape)
  return shape
}

function readShape(database: DatabaseSync): Shape {
  const rows = database
    .prepare(
      "SELECT t.name AS name, c.name AS column FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' " +
        "AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    )
    .all()
  const shape = new Map<string, string[]>()
  for (const { name, column } of rows) shape.set(String(name), [...(shape.get(String(name)) ?? []), String(column)])
  return shape
}

function count(database: DatabaseSync, table: 'lock' | 'sqlite_schema'): number {
  return Number(database.prepare(`SELECT count(*) AS number FROM ${table}`).get()?.number)
}
