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
  /** Tables whose rows go when it is reverted. */
  loses: string[]
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
    return { name, digest, up: statementsIn(up), down: statementsIn(down).map(lenient), loses: tablesIn(down) }
  })
}

/** Each ends with a semicolon and an empty line, so that bodies of functions need not be understood. */
function statementsIn(text: string): string[] {
  return text
    .split(/;[ \t]*\r?\n(?:[ \t]*\r?\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/^\s*--.*$/gm, '').trim() !== '')
}

/** An index that somebody dropped keeps no step from being taken back: that, and applying it again, is how it is made anew. */
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
