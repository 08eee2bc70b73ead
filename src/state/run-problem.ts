import { open } from 'node:fs/promises'
import { SyncError } from '../model/errors.ts'
import { planCopy } from './plan-copy.ts'
import { isSystemError, sizeOf } from './run-unreadable.ts'

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
