import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'

const makeDurable = promisify(fdatasync)

/** SQLite's log of a database, for making it durable beside SQLite. The database has to stay open as long. */
export class WriteAheadLog {
  readonly #file: number
  #syncing = 0
  #closed = false

  /** @param database Its path; it has a log already. @throws when that cannot be opened */
  constructor(database: string) {
    // Windows makes nothing durable that was opened for reading alone.
    this.#file = openSync(`${database}-wal`, 'r+')
  }

  /** Resolves when all is durable that was written before. */
  async sync(): Promise<void> {
    this.#syncing += 1
    try {
      await makeDurable(this.#file)
    } finally {
      this.#syncing -= 1
      this.#end()
    }
  }

  close(): void {
    this.#closed = true
    this.#end()
  }

  #end(): void {
    if (this.#closed && this.#syncing === 0) closeSync(this.#file)
  }
}
