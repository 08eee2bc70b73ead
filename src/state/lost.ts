import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SyncError } from '../model/errors.ts'
import type { State } from '../model/state.ts'
import { isRunId } from './folder.ts'
import { runFolders } from './run-folder.ts'

/**
 * Runs whose folders are there and of which the state knows nothing: it was lost, and an empty one took its place. A
 * run that died between its folder and its journal is none of these; its lock shows that an apply was here.
 */
export async function lostRuns(state: State): Promise<string[]> {
  const { folder, runs, lock } = state
  // What is wrong with the database itself is said before anything about folders.
  await state.open()
  const names = runFolders(folder).filter(isRunId)
  if (names.length === 0 || (await runs.any())) return []
  const ended = names.some((name) => existsSync(join(folder, 'runs', name, 'result.json')))
  return ended || (await lock.read()).fence === 0 ? names : []
}

/** @throws SyncError: nothing may be applied, and nothing said of runs, on the word of an empty database */
export async function refuseLost(state: State): Promise<void> {
  const names = await lostRuns(state)
  if (names.length > 0) throw stateLost(state.folder, names)
}

export function stateLost(folder: string, names: string[]): SyncError {
  const runs = names.length === 1 ? '1 run is' : `${names.length} runs are`
  const message = `The state database in ${folder} was lost: the folders of ${runs} there, and the database knows none of them.`
  return new SyncError('state-lost', message, {
    hints: [
      'Put the former state.db back, or run `sync state rebuild`: it makes a new one from the account and these folders.',
    ],
  })
}
