import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { MIGRATIONS } from './migrations.ts'
import { closed, damaged, guarded, noFile } from './problems.ts'
import { checkShape } from './shape.ts'

/** A state database that is opened when it is first used. What SQLite refuses is thrown as a SyncError. */
export class Connection {
  readonly file: string
  readonly patience: number
  #database: DatabaseSync | null = null
  #closed = false
  #statements = new Map<string, StatementSync>()

  /** @param patience Milliseconds to wait for others who are writing. */
  constructor(file: string, patience: number) {
    this.file = file
    this.patience = patience
  }

  get database(): DatabaseSync {
    if (this.#closed) throw closed(this.file)
    this.#database ??= openDatabase(this.file, this.patience)
    return this.#database
  }

  /** A statement is prepared once. */
  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  async read<T>(work: () => T): Promise<T> {
    return guarded(this.file, work)
  }

  /** Does its work in one transaction: all of it or nothing. It is durable on return. */
  async write<T>(work: () => T): Promise<T> {
    return this.commit(work)
  }

  /** The same at once, for whoever gathers the work of others. */
  commit<T>(work: () => T): T {
    return guarded(this.file, () => transact(this.database, work))
  }

  close(): void {
    this.#closed = true
    this.#database?.close()
    this.#database = null
    this.#statements.clear()
  }
}

/** Opens a database, making it and its folder where they are missing, and brings its schema up to date. */
function openDatabase(file: string, timeout: number): DatabaseSync {
  const database = guarded(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    checkFile(file)
    return new DatabaseSync(file, { timeout })
  })
  try {
    guarded(file, () => {
      checkShape(database, file)
      // FULL makes an intent durable before its call leaves; WAL alone would keep it in memory.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      migrate(database)
    })
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** A log without its database would be thrown away by SQLite, with all that it holds. */
function checkFile(file: string): void {
  // The log first: a process that makes the database this moment makes it after the file.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  const found = statSync(file, { throwIfNoEntry: false })
  if (found && !found.isFile()) throw noFile(file)
  if ((found?.size ?? 0) === 0 && (log?.size ?? 0) > 0)
    throw damaged(file, `it is ${found ? 'empty' : 'missing'}, while its log ${file}-wal is there`)
}

function transact<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // A failed COMMIT (disk full) may have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
}

function migrate(database: DatabaseSync): void {
  if (versionOf(database) === MIGRATIONS.length) return
  transact(database, () => {
    // Read again inside the transaction: another process may have been here first.
    const version = versionOf(database)
    for (const step of MIGRATIONS.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`)
  })
}
