import type { Clock } from '../model/clock.ts'
import type { Log } from '../model/log.ts'
import type { Timing } from './timings.ts'

/** A row as the drivers give it. Both give text, numbers, booleans and parsed JSON alike; anything else is asked for as text. */
export type Row = { [column: string]: unknown }

/** Where statements run, all of them in one transaction. */
export interface Session {
  /** `kind` names the statement in timings, such as `read product`. @throws SyncError for what the database refuses as a whole; StatementError for what it refuses of the values */
  run<R extends Row>(kind: string, text: string, values?: readonly unknown[]): Promise<R[]>
}

/** One transaction. */
export interface Work<T> {
  /** `read`: all statements see the catalogue as it is when the first one runs, and none can write. */
  mode: 'read' | 'write'
  perform(session: Session): Promise<T>
  /** Asked over a new connection when the answer to the commit was lost: what was done, `null` when nothing was. */
  recover?(session: Session): Promise<T | null>
}

/** Connections of this process. */
export interface PoolNumbers {
  max: number
  total: number
  idle: number
  waiting: number
}

export interface Database {
  /** `embedded`: a folder that only this process has open. */
  readonly driver: 'server' | 'embedded'
  /**
   * Runs a transaction; one that a lost connection or a deadlock ended is begun again, for as long as patience lasts.
   * @throws ProviderError `outage` when nobody answers for two minutes, `db-locked`, `db-timeout`, `db-pool`, `credentials` …
   * @throws StatementError
   */
  transaction<T>(work: Work<T>, signal: AbortSignal): Promise<T>
  /** `null` where there is only one connection. */
  pool(): PoolNumbers | null
  /** Of every kind of statement so far. */
  timings(): Timing[]
  close(): Promise<void>
}

/** What every database is opened with. */
export interface DatabaseOptions {
  clock: Clock
  log: Log
  /** Told of every wait for a database that does not answer. */
  onWait: (seconds: number, reason: string) => void
  /** All names that statements leave unqualified are of this schema. */
  schema: string
  /** Told of what was tried again after it had failed. */
  onRetry?: () => void
  /** Others than the usual ones. */
  timeouts?: Partial<Timeouts>
}

/** What a session may take: milliseconds, for this program's own transactions alone. */
export const TIMEOUTS = {
  statement_timeout: 30_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 60_000,
}

export type Timeouts = typeof TIMEOUTS

/** A database refused one statement because of the values in it. */
export class StatementError extends Error {
  /** SQLSTATE, five characters. */
  readonly state: string
  readonly constraint: string | null
  readonly column: string | null

  constructor(
    message: string,
    { state, constraint, column }: { state: string; constraint: string | null; column: string | null },
  ) {
    super(message)
    this.name = 'StatementError'
    this.state = state
    this.constraint = constraint
    this.column = column
  }
}
