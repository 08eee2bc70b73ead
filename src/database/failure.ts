import { ProviderError, SyncError } from '../model/errors.ts'
import { type PoolNumbers, StatementError, type Timeouts } from './database.ts'

/** What drivers throw: a refusal of the server with its SQLSTATE, or an error of the system. */
interface DriverError extends Error {
  code?: string
  constraint?: string
  column?: string
}

export interface FailureContext {
  pool: PoolNumbers | null
  /** Who was in the way, where that was seen. */
  blockers: readonly Blocker[]
  timeouts: Timeouts
}

export interface Blocker {
  pid: number
  application: string
  /** Seconds since its transaction began. */
  age: number
}

type Told = [code: string, message: string, hint: string]

const OUTSIDE: { [state: string]: Told } = {
  '28P01': [
    'credentials',
    'The database refuses the user name or the password.',
    'Correct both in the variable that target.postgres.url_env names.',
  ],
  '28000': [
    'credentials',
    'The database does not let this user in from here.',
    'Look at the user name, and at pg_hba.conf of the server.',
  ],
  '3D000': [
    'db-missing',
    'The server has no database of the name that the URL gives.',
    'Create it (createdb NAME), or correct the URL.',
  ],
  '42501': [
    'permission',
    'The database user may not do this.',
    'Grant it USAGE and CREATE on the schema, and all rights on the tables in it.',
  ],
  '25006': [
    'db-read-only',
    'The database takes no writes: it is a copy that follows another server.',
    'Name the first server in the URL.',
  ],
  '53100': ['db-full', 'The disk of the database is full.', 'Make room there; the run can be resumed.'],
}

/** Nobody answers, or the connection broke: another attempt may find the database there again. */
export function isLost(error: unknown): boolean {
  const { code = '', message = '' } = error as DriverError
  if (/^(08|57P)/.test(code)) return true
  if (
    [
      'ECONNREFUSED',
      'ECONNRESET',
      'EPIPE',
      'ETIMEDOUT',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ENOENT',
    ].includes(code)
  )
    return true
  return /connection terminated|connection timeout|timeout expired|client has encountered a connection error|not queryable/i.test(
    message,
  )
}

/** Two transactions were in each other's way, and this one was ended. */
export function isCollision(error: unknown): boolean {
  return ['40001', '40P01'].includes((error as DriverError).code ?? '')
}

/** The pool gave no connection in time, or the server has none left. */
export function isCrowded(error: unknown): boolean {
  const { code, message = '' } = error as DriverError
  return code === '53300' || /timeout exceeded when trying to connect|too many clients/i.test(message)
}

/** What a driver throws as what this program says. */
export function failureOf(error: unknown, { pool, blockers, timeouts }: FailureContext): Error {
  if (error instanceof SyncError || error instanceof StatementError) return error
  const { code = '', message, constraint, column } = error as DriverError
  const told = OUTSIDE[code]
  if (told) return refusal(told, error)
  if (isCrowded(error)) return refusal(crowded(pool), error)
  if (code === '55P03') return refusal(locked(blockers, timeouts), error)
  if (code === '57014') return refusal(tooLong(timeouts), error)
  if (code === '42P01' || code === '3F000' || code === '42703') return refusal(behind(), error)
  if (isLost(error)) return refusal(outage(), error)
  if (/^(22|23|P0)/.test(code)) {
    return new StatementError(message, { state: code, constraint: constraint ?? null, column: column ?? null })
  }
  return refusal(
    [
      'db-failed',
      `The database refuses a statement: ${message}`,
      'Look at the message, and at the log of the database.',
    ],
    error,
  )
}

function refusal([code, message, hint]: Told, cause: unknown): ProviderError {
  return new ProviderError(code, message, { hints: [hint], cause })
}

function crowded(pool: PoolNumbers | null): Told {
  const numbers =
    pool === null ? '' : `: ${pool.total} of ${pool.max} are open here, ${pool.idle} idle, ${pool.waiting} waiting`
  return [
    'db-pool',
    `No connection to the database became free in time${numbers}.`,
    'End what else holds connections, raise max_connections of the server, or lower target.postgres.pool.max.',
  ]
}

function locked(blockers: readonly Blocker[], { lock_timeout }: Timeouts): Told {
  const seconds = lock_timeout / 1000
  const who = blockers.map(
    ({ pid, application, age }) =>
      `process ${pid} (${application || 'without a name'}), whose transaction is ${age} s old`,
  )
  return [
    'db-locked',
    `A statement waited ${seconds} s for a lock${who.length === 0 ? '' : ` that ${who.join(' and ')} holds`}; nothing was written.`,
    'Let the other program finish, or end it where it runs; then go on with sync apply --resume. This program ends no process of others.',
  ]
}

function tooLong({ statement_timeout }: Timeouts): Told {
  const seconds = statement_timeout / 1000
  return [
    'db-timeout',
    `A statement took longer than ${seconds} s and was cancelled; its transaction was rolled back.`,
    'Look at what else the server does; then go on with sync apply --resume.',
  ]
}

function behind(): Told {
  return ['schema-behind', 'The database lacks tables or columns that this program needs.', 'sync db up makes them.']
}

function outage(): Told {
  return [
    'outage',
    'The database does not answer.',
    'See that it runs and can be reached from here, and that the URL is right.',
  ]
}
