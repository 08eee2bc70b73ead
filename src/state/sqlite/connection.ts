import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { openDatabase } from './open-database.ts'
import { closed, guarded, guardedSync } from './problems.ts'
import { transact } from './transact.ts'
import { WriteAheadLog } from './write-ahead-log.ts'

/** A state database that is opened when it is first used. What SQLite refuses is thrown as a SyncError. */
export class Connection {
  readonly file: string
  readonly patience: number
  #database: DatabaseSync | null = null
  #closed = false
  #log: WriteAheadLog | null = null
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

  /**
   * The same, but durable only once `sync` says so: the disk is not waited for. The first time it is, since until then
   * nothing says that the log itself would be found again.
   */
  put(work: () => void): void {
    guarded(this.file, () => {
      if (this.#log) this.database.exec('PRAGMA synchronous = NORMAL')
      try {
        transact(this.database, work)
      } finally {
        if (this.#log) this.database.exec('PRAGMA synchronous = FULL')
      }
      this.#log ??= new WriteAheadLog(this.file)
    })
  }

  /** Resolves when all is durable that was put before. */
  async sync(): Promise<void> {
    if (this.#log) await guardedSync(this.file, this.#log.sync())
  }

  close(): void {
    this.#closed = true
    this.#log?.close()
    this.#log = null
    this.#database?.close()
    this.#database = null
    this.#statements.clear()
  }
}
