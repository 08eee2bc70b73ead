import { existsSync, readdirSync } from 'node:fs'
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plan } from '../model/plan.ts'
import type { OperationOutcome, RunResult, RunStart } from '../model/run.ts'
import { unwritable } from './database.ts'
import { checkRunId } from './folder.ts'
import { readPlan, writePlan } from './plan-file.ts'
import { replaceFile } from './replace-file.ts'

/** What a run leaves in its folder when it ends, so that a lost database can be made again. */
export interface RunRecord {
  run: RunStart
  result: RunResult
  outcomes: OperationOutcome[]
}

const RUNS = 'runs'

function runFolder(folder: string, runId: string): string {
  return join(folder, RUNS, checkRunId(runId))
}

/** The run's own copy of its plan: resuming needs no other file. */
export function planCopy(folder: string, runId: string): string {
  return join(runFolder(folder, runId), 'plan.json')
}

/** @throws SyncError when it cannot be written, as on a full disk; nothing has begun then */
export async function savePlanCopy(folder: string, runId: string, plan: Plan): Promise<void> {
  try {
    await mkdir(runFolder(folder, runId), { recursive: true, mode: 0o700 })
    await writePlan(planCopy(folder, runId), plan)
  } catch (error) {
    throw error instanceof Error && 'code' in error ? unwritable(folder, error) : error
  }
}

/** @throws StalePlanError when it is missing or damaged */
export function loadPlanCopy(folder: string, runId: string): Promise<Plan> {
  return readPlan(planCopy(folder, runId))
}

export async function saveRecord(folder: string, record: RunRecord): Promise<void> {
  const path = join(runFolder(folder, record.run.run_id), 'result.json')
  await replaceFile(path, (draft) => writeFile(draft, `${JSON.stringify(record)}\n`))
}

/** `null` when there is none that can be read. */
export async function loadRecord(folder: string, runId: string): Promise<RunRecord | null> {
  try {
    const record = JSON.parse(await readFile(join(runFolder(folder, runId), 'result.json'), 'utf8')) as RunRecord
    return record.run.run_id === runId && Array.isArray(record.outcomes) ? record : null
  } catch {
    return null
  }
}

/** Names in the folder of runs, oldest first; not all of them need be runs. */
export function runFolders(folder: string): string[] {
  const path = join(folder, RUNS)
  return existsSync(path) ? readdirSync(path).sort() : []
}

/** Why a run cannot be read, `null` when nothing speaks against it. Large plans are only looked at from both ends. */
export async function problemOf(folder: string, runId: string): Promise<string | null> {
  try {
    const file = await open(planCopy(folder, runId), 'r')
    try {
      const { size } = await file.stat()
      const ends = Buffer.alloc(2)
      await file.read(ends, 0, 1, 0)
      await file.read(ends, 1, 1, Math.max(0, size - 2))
      return ends.toString() === '{}' ? null : 'its plan is damaged'
    } finally {
      await file.close()
    }
  } catch {
    return 'its plan is missing'
  }
}
