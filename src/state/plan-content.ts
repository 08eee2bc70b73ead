import { open, readFile, stat } from 'node:fs/promises'
import { StalePlanError } from '../model/errors.ts'
import { readByLine } from './plan-lines.ts'
import { SHORT_FORMAT } from './plan-short.ts'

/** A JSON text of more than 512 MiB does not fit into one string; such plans are read by line at any rate. */
const LARGE = 256 * 1024 * 1024
/** More than any plan that memory can hold. */
const LARGEST = 2 * 1024 ** 3
/** So long a plan is read by line as well. */
const LONG = Buffer.from(`{\n"format_version": "${SHORT_FORMAT}",\n`)

/** What is in a plan's file. */
export interface PlanContent {
  /** A JSON value, whatever it is. Operations that were taken are not in it. */
  value: unknown
  /** `sha256:` over the lines of its operations as the file of a long plan has them; `null` for any other file. */
  digest: string | null
}

/**
 * Reads a plan's file; operations that stand on lines of their own are given to `take`, one by one.
 * @throws StalePlanError when it cannot be read, or is no whole JSON
 */
export async function planContent(path: string, take: (value: unknown) => void): Promise<PlanContent> {
  const size = await sizeOf(path)
  const long = await beginsLong(path)
  if (size <= LARGE && !long) return { value: parse(path, await readWhole(path)), digest: null }
  const { rest, digest } = await readByLine(path, take).catch((cause) => {
    throw unreadable(path, cause)
  })
  return { value: rest, digest: long ? digest : null }
}

/** A pipe or a device would be waited for, or never end. */
async function sizeOf(path: string): Promise<number> {
  const refuse = (message: string, hint: string, cause?: unknown) =>
    new StalePlanError('plan-unreadable', message, { hints: [hint], cause })
  const stats = await stat(path).catch((cause) => {
    const { code = '', message } = cause as NodeJS.ErrnoException
    const absent = code === 'ENOENT' || code === 'ENOTDIR'
    const problem = absent ? `There is no file ${path}.` : `The plan at ${path} cannot be read: ${message}.`
    throw refuse(problem, 'Make one with "sync plan --out FILE".', cause)
  })
  if (!stats.isFile()) {
    throw refuse(`${path} is no regular file, so no plan is read from it.`, 'Write the plan to a file, and name that.')
  }
  if (stats.size > LARGEST) throw refuse(`${path} is larger than 2 GB; no plan is.`, 'Name a plan.')
  return stats.size
}

async function beginsLong(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONG.length), 0, LONG.length, 0)
    return bytesRead === LONG.length && buffer.equals(LONG)
  } finally {
    await handle.close()
  }
}

async function readWhole(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new StalePlanError('plan-unreadable', `The plan at ${path} cannot be read: ${(cause as Error).message}.`, {
      hints: ['Name the file that "sync plan --out FILE" has made, and make it readable for you.'],
      cause,
    })
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): StalePlanError {
  return new StalePlanError('plan-unreadable', `${path} is not a whole plan: it is cut off, or is no JSON.`, {
    hints: ['Make a new one with "sync plan --out FILE".'],
    cause,
  })
}
