import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'

/** One way in which a state database can be found that is not as this program left it. */
export interface Damage {
  name: string
  code: string
  /** What the message has to say besides the file. */
  says: RegExp
  make(file: string): void
}

/** Statements that no command of ours would make. */
export function edit(file: string, ...statements: string[]): void {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false })
  for (const statement of statements) database.exec(statement)
  database.close()
}

function another(file: string, ...statements: string[]): void {
  rmSync(file)
  edit(file, ...statements)
}

/** Another program that has the file open and does not let go of it. */
function hold(file: string): void {
  const other = new DatabaseSync(file)
  other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; SELECT 1 FROM sqlite_schema')
  onTestFinished(() => other.close())
}

const damaged = 'state-damaged'

/** Whatever is opened, it is found before anything else happens. */
export const DAMAGES: Damage[] = [
  {
    ...{ name: 'is no database at all', code: damaged, says: /file is not a database/ },
    make: (file) => writeFileSync(file, 'no database at all, '.repeat(500)),
  },
  {
    ...{ name: 'has a page that was overwritten', code: damaged, says: /damaged/ },
    make: (file) => writeFileSync(file, readFileSync(file).fill(0xee, 4096)),
  },
  { name: 'was cut off', code: damaged, says: /damaged/, make: (file) => truncateSync(file, 6000) },
  {
    ...{ name: 'was cut off within its first page', code: damaged, says: /damaged/ },
    make: (file) => truncateSync(file, 300),
  },
  {
    ...{ name: 'is missing beside its log', code: damaged, says: /missing, while its log .*-wal is there/ },
    make: (file) => renameSync(file, `${file}-wal`),
  },
  {
    ...{ name: 'is empty beside its log', code: damaged, says: /empty, while its log .*-wal is there/ },
    make(file) {
      copyFileSync(file, `${file}-wal`)
      truncateSync(file, 0)
    },
  },
  {
    ...{ name: 'lost a table', code: damaged, says: /its table operations is missing/ },
    make: (file) => edit(file, 'DROP TABLE operations'),
  },
  {
    ...{ name: 'lost all tables', code: damaged, says: /its tables are missing/ },
    make: (file) => another(file, 'PRAGMA user_version = 2'),
  },
  {
    ...{ name: 'lost a column', code: damaged, says: /the column details of its table operations is missing/ },
    make: (file) => edit(file, 'ALTER TABLE operations DROP COLUMN details'),
  },
  {
    ...{ name: 'has a column of another name', code: damaged, says: /the column sku of its table written is missing/ },
    make: (file) => edit(file, 'ALTER TABLE written RENAME COLUMN sku TO article'),
  },
  {
    ...{ name: 'has a view in place of a table', code: damaged, says: /its table limits is missing/ },
    make: (file) => edit(file, 'DROP TABLE limits', 'CREATE VIEW limits AS SELECT 1 AS account, 2 AS value'),
  },
  {
    ...{ name: 'lost the row of its lock', code: damaged, says: /the row of its lock is missing/ },
    make: (file) => edit(file, 'DELETE FROM lock'),
  },
  {
    ...{ name: 'was copied by a tool that lost its version', code: damaged, says: /does not say its version/ },
    make: (file) => edit(file, 'PRAGMA user_version = 0'),
  },
  {
    ...{ name: 'has a version that none has', code: damaged, says: /does not say its version/ },
    make: (file) => edit(file, 'PRAGMA user_version = -7'),
  },
  {
    ...{ name: 'says that it is older than it is', code: damaged, says: /form/ },
    make: (file) => edit(file, 'PRAGMA user_version = 1'),
  },
  {
    ...{ name: 'says that it is younger than it is', code: damaged, says: /its table baselines is missing/ },
    make: (file) => edit(file, 'DROP TABLE baselines'),
  },
  {
    ...{ name: 'is of a newer program', code: 'state-newer', says: /newer version/ },
    make: (file) => edit(file, 'CREATE TABLE wonders (name TEXT)', 'PRAGMA user_version = 99'),
  },
  {
    ...{ name: 'is of another program', code: 'state-foreign', says: /"bookmarks".* none of the tables/ },
    make: (file) => another(file, 'CREATE TABLE bookmarks (url TEXT)', "INSERT INTO bookmarks VALUES ('a')"),
  },
  {
    ...{ name: 'is of another program with a version', code: 'state-foreign', says: /another program/ },
    make: (file) => another(file, 'CREATE TABLE moz_places (url TEXT)', 'PRAGMA user_version = 2'),
  },
  {
    ...{ name: 'is of another program with tables of the same names', code: 'state-foreign', says: /"runs"/ },
    make: (file) => another(file, 'CREATE TABLE runs (miles REAL)', 'CREATE TABLE lock (door TEXT)'),
  },
  {
    ...{ name: 'is of another program that has views alone', code: 'state-foreign', says: /another program/ },
    make: (file) => another(file, 'CREATE VIEW miles AS SELECT 26 AS marathon'),
  },
  { name: 'is held by another program', code: 'state-locked', says: /in use by another program/, make: hold },
  {
    ...{ name: 'is a folder', code: 'state-unavailable', says: /not a regular file/ },
    make(file) {
      rmSync(file)
      mkdirSync(file)
    },
  },
  {
    ...{ name: 'is a device', code: 'state-unavailable', says: /not a regular file/ },
    make(file) {
      rmSync(file)
      symlinkSync('/dev/zero', file)
    },
  },
  {
    ...{ name: 'is a link that leads to itself', code: 'state-unavailable', says: /ELOOP/ },
    make(file) {
      rmSync(file)
      symlinkSync(file, file)
    },
  },
  {
    ...{ name: 'lies in a folder that is a file', code: 'state-unavailable', says: /EEXIST|ENOTDIR/ },
    make(file) {
      rmSync(dirname(file), { recursive: true })
      writeFileSync(dirname(file), '')
    },
  },
]

/** Statements against the constraints of a table that was made by hand. */
const loosely = (file: string, statement: string): void => edit(file, 'PRAGMA ignore_check_constraints = ON', statement)

const says = (column: string, table: string): RegExp => new RegExp(`column ${column} of its table ${table} holds`)

/** What is found only by whoever reads it. */
export const CONTENTS: Pick<Damage, 'name' | 'says' | 'make'>[] = [
  ...(
    [
      ['result', 'runs', '\'{"run_id": "2026\'', 'a result that is cut off'],
      ['result', 'runs', "'7'", 'a result that is a number'],
      ['result', 'runs', "'{}'", 'a result without its parts'],
      ['status', 'runs', "'splendid'", 'a status that there is not'],
      ['operations', 'runs', '-1', 'a number of operations below zero'],
      ['operations', 'runs', '1', 'fewer operations than have an outcome'],
      ['details', 'operations', "'{'", 'details that are cut off'],
      ['details', 'operations', "'[]'", 'details that are a list'],
      ['details', 'operations', '\'{"target_id": 7}\'', 'an id that is a number'],
      ['outcome', 'operations', "'splendid'", 'an outcome that there is not'],
      ['fields', 'written', "''", 'values that are empty'],
      ['fields', 'written', 'CAST(zeroblob(9) AS TEXT)', 'values that are zeros'],
      ['value', 'limits', '\'{"limits": [\'', 'limits that are cut off'],
      ['calls', 'call_times', '1000000000000', 'more calls at once than can be'],
      ['fence', 'lock', '-1', 'a fencing number below zero'],
    ] as const
  ).map(([column, table, value, what]) => ({
    name: `table ${table} holds ${what}`,
    says: says(column, table),
    make: (file: string) => loosely(file, `UPDATE ${table} SET ${column} = ${value}`),
  })),
  {
    ...{ name: 'lock has an id and no holder', says: says('host', 'lock') },
    make: (file) => edit(file, "UPDATE lock SET lock_id = 'lock-00000001'"),
  },
]
