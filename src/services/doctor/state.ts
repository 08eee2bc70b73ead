import { constants, existsSync, statfsSync } from 'node:fs'
import { access, mkdtemp, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Check, failed, failedBy, passed, warned } from '../../model/check.ts'
import { SyncError } from '../../model/errors.ts'
import type { State } from '../../model/state.ts'
import { isRunId } from '../../state/folder.ts'
import { isHeld } from '../../state/lock.ts'
import { lostRuns, stateLost } from '../../state/lost.ts'
import { runFolders } from '../../state/run-folder.ts'
import type { Group } from './group.ts'
import type { SystemsRequest } from './request.ts'

/** What this program keeps for the account: its folder, its database, who has the lock, and what was not ended. */
export function stateGroup({ state }: SystemsRequest): Group {
  return {
    id: 'state',
    title: 'State',
    async *checks() {
      if (state === null) return
      yield await folderCheck(state.folder)
      yield spaceCheck(nearestFolder(state.folder))
      yield* databaseChecks(state)
    },
  }
}

async function folderCheck(folder: string): Promise<Check> {
  const isThere = existsSync(folder)
  try {
    if (isThere) await rmdir(await mkdtemp(join(folder, '.doctor-')))
    else await access(nearestFolder(folder), constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    const message = `${folder} cannot be ${isThere ? 'written' : 'made'} (${code}).`
    return failed(
      'folder',
      message,
      `Make ${isThere ? 'it' : nearestFolder(folder)} a folder that is writable for you.`,
    )
  }
  return passed('folder', isThere ? `${folder} can be written.` : `${folder} is not there yet, and can be made.`)
}

function nearestFolder(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearestFolder(dirname(path))
}

/** Bytes. Exports and snapshots of a large account take hundreds of megabytes; below the least nothing can be kept. */
const LITTLE = 500_000_000
const LEAST = 10_000_000

function spaceCheck(folder: string): Check {
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const message = `${(free / 1e9).toLocaleString('en-US', { maximumFractionDigits: free < 1e9 ? 2 : 0 })} GB are free on its disk.`
  if (free < LEAST) return failed('space', message, 'Make room: what is applied has to be written down first.')
  return free < LITTLE
    ? warned('space', message, 'Make room: exports, snapshots and runs are kept there.')
    : passed('space', message)
}

async function* databaseChecks(state: State): AsyncGenerator<Check> {
  try {
    const names = runFolders(state.folder).filter(isRunId)
    const condition = await state.condition()
    if (condition === 'missing') {
      yield names.length > 0 ? failedBy('database', stateLost(state.folder, names)) : passed('database', NONE_YET)
      return
    }
    if (condition === 'damaged') {
      const message = `The state database in ${state.folder} is damaged.`
      yield failed(
        'database',
        message,
        'Run sync state rebuild: it makes a new one from the account and the run folders.',
      )
      return
    }
    const lost = await lostRuns(state)
    yield lost.length > 0
      ? failedBy('database', stateLost(state.folder, lost))
      : passed('database', 'The database is sound.')
    yield await lockCheck(state)
    yield await runsCheck(state)
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    yield failedBy('database', error)
  }
}

const NONE_YET = 'There is no database yet; the first command that needs it makes it.'

/** A lock is no fault: somebody applies, and a plan can be made meanwhile. */
async function lockCheck({ lock }: State): Promise<Check> {
  const { holder } = await lock.read()
  if (holder === null || !(await isHeld(lock))) return passed('lock', 'Nobody holds the lock.')
  const { command, pid, host, since, lock_id } = holder
  return warned(
    'lock',
    `"${command}" holds the lock (process ${pid} on ${host}, since ${since}): no other apply can begin.`,
    `Wait for it. If it is certain that it runs no more: sync state unlock ${lock_id}`,
  )
}

async function runsCheck({ runs }: State): Promise<Check> {
  const open = await runs.open()
  const last = open.at(-1)
  if (last === undefined) return passed('runs', 'No run is left to go on with.')
  const number = open.length === 1 ? 'A run' : `${open.length} runs`
  const message = `${number} did not end: ${open.map(({ run_id }) => run_id).join(', ')}.`
  return warned(
    'runs',
    message,
    `Go on with sync apply --resume ${last.run_id}; sync runs show ${last.run_id} tells what is left.`,
  )
}
