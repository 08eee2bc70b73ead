import { mkdir } from 'node:fs/promises'
import { StalePlanError, SyncError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import { readPlan, writePlan } from './plan-file.ts'
import { runFile } from './run-folder.ts'
import { isSystemError, sizeOf, unreadable } from './run-unreadable.ts'

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

function corrupt(runId: string, why: string, cause?: unknown): StalePlanError {
  return new StalePlanError('run-corrupt', `The plan of run ${runId} cannot be used. ${why}`, {
    hints: [
      'Put its copy of the plan back if there is one. What the run left undone is in a new plan: sync plan --out plan.json, then sync apply plan.json',
      '"sync runs" shows how far it came.',
    ],
    cause,
  })
}
