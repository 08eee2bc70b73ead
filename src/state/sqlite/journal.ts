import type { OperationOutcome, RunResult, RunStart } from '../../model/run.ts'
import type { Journal, JournalOptions, Written } from '../../model/state.ts'
import type { Connection } from './connection.ts'
import { Group } from './group.ts'
import { checkHold } from './lock.ts'
import { concludeOperation } from './outcomes.ts'
import { beginRun, endRun, intendOperation, reopenRun, tell } from './run-rows.ts'

/** Writes one run down. Intents that wait in the same turn of the event loop share a transaction, and those of many turns a sync. */
export class SqliteJournal implements Journal {
  readonly #connection: Connection
  readonly #now: () => string
  readonly #group: Group
  #run: RunStart | null = null

  constructor(connection: Connection, { clock, lock }: JournalOptions) {
    this.#connection = connection
    this.#now = () => new Date(clock.now()).toISOString()
    const held = (work: () => void) => () => {
      if (lock) checkHold(connection, lock)
      work()
    }
    this.#group = new Group(
      (work) => connection.put(held(work)),
      () => connection.sync(),
    )
  }

  async begin(run: RunStart): Promise<void> {
    const at = this.#now()
    await this.#group.durable(() => {
      beginRun(this.#connection, run)
      tell(this.#connection, run.run_id, { at, type: 'run.started' })
    })
    this.#run = run
  }

  async resume(run: RunStart): Promise<void> {
    const at = this.#now()
    await this.#group.durable(() => {
      reopenRun(this.#connection, run.run_id)
      tell(this.#connection, run.run_id, { at, type: 'run.started' })
    })
    this.#run = run
  }

  async intend(operations: readonly string[], former?: string | null): Promise<void> {
    const { run_id } = this.#current()
    const at = this.#now()
    await this.#group.durable(() => {
      for (const id of operations) intendOperation(this.#connection, { run_id, id, at, former })
    })
  }

  conclude(outcome: OperationOutcome, written?: Written): void {
    const run = this.#current()
    const at = this.#now()
    this.#group.later(() => concludeOperation(this.#connection, run, { outcome, written, at }))
  }

  deadImage(url: string): void {
    const { account } = this.#current()
    const at = this.#now()
    const insert =
      'INSERT INTO dead_images (account, url, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at'
    this.#group.later(() => this.#connection.statement(insert).run(account, url, at))
  }

  livingImage(url: string): void {
    const { account } = this.#current()
    const remove = 'DELETE FROM dead_images WHERE account = ? AND url = ?'
    this.#group.later(() => this.#connection.statement(remove).run(account, url))
  }

  flush(): Promise<void> {
    return this.#group.durable()
  }

  async end(result: RunResult): Promise<void> {
    const at = this.#now()
    await this.#group.durable(() => {
      endRun(this.#connection, result, at)
      tell(this.#connection, result.run_id, { at, type: 'run.finished', outcome: result.status })
    })
  }

  #current(): RunStart {
    if (!this.#run) throw new Error('The journal is written before its run begins.')
    return this.#run
  }
}
