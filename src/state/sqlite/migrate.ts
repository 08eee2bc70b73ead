import type { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS } from './migrations.ts'
import { transact } from './transact.ts'

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
}

/** Takes the steps of the schema that a database has not taken yet. */
export function migrate(database: DatabaseSync): void {
  if (versionOf(database) === MIGRATIONS.length) return
  transact(database, () => {
    // Read again inside the transaction: another process may have been here first.
    const version = versionOf(database)
    for (const step of MIGRATIONS.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`)
  })
}
