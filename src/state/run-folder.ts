import { readdirSync } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StalePlanError, SyncError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import { checkRunId } from './folder.ts'
import { readPlan, writePlan } from './plan-file.ts'

const RUNS = 'runs'

/** Where a run keeps a file of this name. */
export function runFile(folder: string, runId: string, name: string): string {
  return join(folder, RUNS, checkRunId(runId), name)
}

/** The run's own copy of its plan: resuming needs no other file. */
export function planCopy(folder: string, runId: string): string {
  return runFile(folder, runId, 'plan.json')
}

/** @throws SyncError when it cannot be written, as on a full disk; nothing has begun then */
export async function savePlanCopy(folder: string, runId: string, plan: Plan): Promise<void> {
  const path = planCopy(folder, runId)
  try {
    await mkdir(runFile(folder, runId, ''), { recursive: true, mode: 0o700 })
    await writePlan(path, plan)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new SyncError('state-unwritable', `The run's copy of its plan cannot be written: ${error.message}.`, {
      hints: [`It belongs to ${path}: check the room on the disk, and that the folder is writable; nothing has begun.`],
      cause: error,
    })
  }
}

/** @throws StalePlanError when it is missing or damaged. @throws SyncError when it cannot be read */
export async function loadPlanCopy(folder: string, runId: string): Promise<Plan> {
  const path = planCopy(folder, runId)
  const size = await sizeOf(runId, path)
  if (size === null) throw corrupt(runId, `${path} is missing.`)
  try {
    return await readPlan(path)
  } catch (error) {
    if (!(error instanceof StalePlanError)) throw error
    throw isSystemError(error.cause) ? unreadable(runId, path, error.cause) : corrupt(runId, error.message, error)
  }
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

/** Why a run cannot be read, `null` when nothing speaks against it. Large plans are only looked at from both ends. */
export async function problemOf(folder: string, runId: string): Promise<string | null> {
  const path = planCopy(folder, runId)
  try {
    const size = await sizeOf(runId, path)
    if (size === null) return 'its plan is missing'
    return (await endsOf(path, size)) === '{}' ? null : 'its plan is damaged'
  } catch (error) {
    if (error instanceof SyncError) return `its plan cannot be read (${(error.cause as Error).message})`
    if (isSystemError(error)) return `its plan cannot be read (${error.message})`
    throw error
  }
}

async function endsOf(path: string, size: number): Promise<string> {
  const file = await open(path, 'r')
  try {
    const ends = Buffer.alloc(2)
    await file.read(ends, 0, 1, 0)
    await file.read(ends, 1, 1, Math.max(0, size - 2))
    return ends.toString()
  } finally {
    await file.close()
  }
}

/** Bytes; `null` when there is no such file. Opening anything but a regular file might never end. */
async function sizeOf(runId: string, path: string): Promise<number | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw unreadable(runId, path, error)
  })
  if (found && !found.isFile()) throw unreadable(runId, path, new Error('it is not a regular file'))
  return found?.size ?? null
}

export function unreadable(runId: string, path: string, cause: Error): SyncError {
  return new SyncError('run-unreadable', `${path} of run ${runId} cannot be read: ${cause.message}.`, {
    hints: [
      'Make it readable for you, and run the command again. If it cannot be saved, move the folder of the run away: what the run did is then found out from the account.',
    ],
    cause,
  })
}

function corrupt(runId: string, why: string, cause?: unknown): StalePlanError {
  return new StalePlanError('run-corrupt', `The plan of run ${runId} cannot be used. ${why}`, {
    hints: [
      'Put its copy of the plan back if there is one. What the run left undone is in a new plan: sync plan --out plan.json, then sync apply plan.json',
      '"sync runs" shows how far it came.',
    ],
    cause,
  })
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error
}
