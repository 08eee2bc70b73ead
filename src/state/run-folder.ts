import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { SyncError } from '../model/errors.ts'
import { checkRunId } from './folder.ts'

const RUNS = 'runs'

/** Where a run keeps a file of this name. */
export function runFile(folder: string, runId: string, name: string): string {
  return join(folder, RUNS, checkRunId(runId), name)
}

/** Names in the folder of runs, oldest first; not all of them need be runs. @throws SyncError when it cannot be read */
export function runFolders(folder: string): string[] {
  const path = join(folder, RUNS)
  try {
    return readdirSync(path).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new SyncError('run-unreadable', `The folder of runs, ${path}, cannot be read: ${(error as Error).message}.`, {
      hints: ['Make it a folder again that you may read; what it held is needed to go on with runs.'],
      cause: error,
    })
  }
}
