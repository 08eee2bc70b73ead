import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConfigError } from '../../model/errors.ts'
import type { Json } from '../../model/json.ts'
import { append, opened, type Work } from './open-work.ts'
import { load, type WorkStart } from './work-lines.ts'

/** Begins a read; what an earlier one left behind goes. @throws ConfigError when it cannot be written. */
export function beginWork(path: string, start: WorkStart): Work {
  try {
    mkdirSync(dirname(path), { recursive: true })
    // A process that still writes to the old file does so where nobody looks any more.
    rmSync(path, { force: true })
    const file = openSync(path, 'ax+')
    const end = append(file, start as unknown as Json)
    return opened(path, { file, start, entries: new Map(), end })
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** Goes on with a read; `null` when there is none, or nothing of it is readable. @throws ConfigError */
export function resumeWork(path: string): Work | null {
  if (!existsSync(path)) return null
  let file: number
  try {
    file = openSync(path, 'a+')
  } catch (cause) {
    throw unwritable(path, cause)
  }
  const { start, entries, end } = load(file)
  if (!start) {
    closeSync(file)
    return null
  }
  // The last line may have been cut off when the process was killed.
  ftruncateSync(file, end)
  return opened(path, { file, start, entries, end })
}

function unwritable(path: string, cause: unknown): ConfigError {
  const message = `The work file ${path} cannot be written: ${(cause as Error).message}.`
  return new ConfigError('export-unwritable', message, { hints: ['Check the folder and the free space.'], cause })
}
