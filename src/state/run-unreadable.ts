import { stat } from 'node:fs/promises'
import { SyncError } from '../model/errors.ts'

/** Bytes; `null` when there is no such file. Opening anything but a regular file might never end. */
export async function sizeOf(runId: string, path: string): Promise<number | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw unreadable(runId, path, error)
  })
  if (found && !found.isFile()) throw unreadable(runId, path, new Error('it is not a regular file'))
  return found?.size ?? null
}

/** What is wrong with a file of a run, and how to go on. */
export function unreadable(runId: string, path: string, cause: Error): SyncError {
  return new SyncError('run-unreadable', `${path} of run ${runId} cannot be read: ${cause.message}.`, {
    hints: [
      'Make it readable for you, and run the command again. If it cannot be saved, move the folder of the run away: what the run did is then found out from the account.',
    ],
    cause,
  })
}

/** True for what the system says of a file. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error
}
