import { dirname } from 'node:path'
import { SyncError } from '../../model/errors.ts'

/** What cannot be done with a state database, by SQLite's primary result code; what is left out is a fault of ours. */
const PROBLEMS: { [code: number]: (file: string, cause: Error) => unknown } = {
  1: unlike,
  3: unavailable,
  5: locked,
  6: locked,
  8: unwritable,
  10: unavailable,
  11: broken,
  13: full,
  14: unavailable,
  15: locked,
  17: doesNotFit,
  18: doesNotFit,
  19: refused,
  20: doesNotFit,
  23: unavailable,
  24: broken,
  26: broken,
}

/** Does something with the database; what SQLite and the file system refuse becomes a sentence. @throws SyncError */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw problemOf(file, error)
  }
}

/** Waits for what makes the database durable. @throws SyncError */
export async function guardedSync(file: string, sync: Promise<void>): Promise<void> {
  await sync.catch((error: unknown) => {
    throw unwritable(file, error as Error)
  })
}

function problemOf(file: string, error: unknown): unknown {
  if (error instanceof SyncError || !(error instanceof Error)) return error
  if ('errcode' in error) return PROBLEMS[Number(error.errcode) & 0xff]?.(file, error) ?? error
  return 'syscall' in error ? unavailable(file, error) : error
}

export function damaged(file: string, why: string, cause?: unknown): SyncError {
  return new SyncError('state-damaged', `The state database ${file} is damaged: ${why}. It is left as it is.`, {
    hints: [
      'Run `sync state rebuild`: it moves the file aside and makes a new one from the account and the run folders.',
    ],
    cause,
  })
}

export function foreign(file: string, what: string): SyncError {
  return new SyncError('state-foreign', `${file} is a database of another program: ${what}. It is left as it is.`, {
    hints: ['Move it away; the next command then makes a state database there.'],
  })
}

export function newer(file: string): SyncError {
  const message = `The state database ${file} was written by a newer version of this program.`
  return new SyncError('state-newer', message, { hints: ['Update this program, or use another state folder.'] })
}

function broken(file: string, cause: Error): SyncError {
  return damaged(file, cause.message, cause)
}

/** A row that is there already is a mistake of ours, whatever else it refuses lies in the tables. */
function refused(file: string, cause: Error): unknown {
  return /^UNIQUE/.test(cause.message) ? cause : doesNotFit(file, cause)
}

/** SQLite's most general code stands for mistakes in our own statements, too. */
const OTHER_FORM = /^no such (?:table|column)|has no column|already exists$|^duplicate column/

function unlike(file: string, cause: Error): unknown {
  return OTHER_FORM.test(cause.message) ? doesNotFit(file, cause) : cause
}

function doesNotFit(file: string, cause: Error): SyncError {
  return damaged(file, `it does not have the form that this program gave it (${cause.message})`, cause)
}

function locked(file: string, cause: Error): SyncError {
  const message = `The state database ${file} is in use by another program, which does not let go of it: ${cause.message}.`
  return new SyncError('state-locked', message, {
    hints: [
      'Wait until that program is done, or close it (a viewer of databases, a backup, a copy that is being made); then run the command again.',
    ],
    cause,
  })
}

export function noFile(file: string): SyncError {
  const message = `The state database ${file} cannot be opened: it is not a regular file.`
  return new SyncError('state-unavailable', message, { hints: ['Move away what is in its place.'] })
}

/** For whoever is still at work when the command has ended, as a heartbeat may be. */
export function closed(file: string): SyncError {
  return new SyncError('state-unavailable', `The state database ${file} was closed before all work was done.`, {
    hints: ['Run the command again.'],
  })
}

function unavailable(file: string, cause: Error): SyncError {
  return new SyncError('state-unavailable', `The state database ${file} cannot be opened: ${cause.message}.`, {
    hints: [
      'Check that its folder exists, that you may read and write it and what is in it, and that the disk is sound.',
    ],
    cause,
  })
}

function unwritable(file: string, cause: Error): SyncError {
  return new SyncError('state-unwritable', `The state in ${dirname(file)} cannot be written: ${cause.message}.`, {
    hints: ['Make the folder and the files in it writable for you; what was applied so far is in the journal.'],
    cause,
  })
}

function full(file: string, cause: Error): SyncError {
  return new SyncError('state-unwritable', `The state in ${dirname(file)} cannot be written: ${cause.message}.`, {
    hints: ['Make room on the disk; what was applied so far is in the journal.'],
    cause,
  })
}
