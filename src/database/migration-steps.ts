import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface MigrationStep {
  /** Sorts in the order of the steps: `0001_catalogue`. */
  name: string
  /** SHA-256 of both files, in hex. */
  digest: string
  /** Statements, one each. */
  up: string[]
  down: string[]
  /** What it makes that somebody may drop without a row being lost. */
  indexes: Index[]
  /** Tables whose rows go when it is reverted. */
  loses: string[]
}

export interface Index {
  name: string
  /** The statement that makes it. */
  text: string
}

/** The steps of a folder: `NAME.up.sql` and `NAME.down.sql` each. */
export function readSteps(folder: URL): MigrationStep[] {
  const path = fileURLToPath(folder)
  const names = readdirSync(path)
    .flatMap((file) => (file.endsWith('.up.sql') ? [file.slice(0, -'.up.sql'.length)] : []))
    .sort()
  return names.map((name) => {
    const up = readFileSync(join(path, `${name}.up.sql`), 'utf8')
    const down = readFileSync(join(path, `${name}.down.sql`), 'utf8')
    const digest = createHash('sha256').update(`${up}\0${down}`).digest('hex')
    const statements = statementsIn(up)
    const back = statementsIn(down).map(lenient)
    return { name, digest, up: statements, down: back, indexes: statements.flatMap(indexIn), loses: tablesIn(down) }
  })
}

/** Each ends with a semicolon and an empty line, so that bodies of functions need not be understood. */
function statementsIn(text: string): string[] {
  return text
    .split(/;[ \t]*\r?\n(?:[ \t]*\r?\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/^\s*--.*$/gm, '').trim() !== '')
}

function indexIn(text: string): Index[] {
  const [, name] = /^CREATE INDEX ([a-z_]+) ON /m.exec(text) ?? []
  return name === undefined ? [] : [{ name, text }]
}

/** An index that somebody dropped keeps no step from being taken back. */
function lenient(statement: string): string {
  return statement.replace(/^DROP INDEX (?!IF EXISTS )/, 'DROP INDEX IF EXISTS ')
}

/** What the line `-- loses: TABLE, TABLE` of the way back says. */
function tablesIn(text: string): string[] {
  const [, list = ''] = /^-- loses: ([a-z_, ]+)$/m.exec(text) ?? []
  return list
    .split(',')
    .map((table) => table.trim())
    .filter((table) => table !== '')
}
