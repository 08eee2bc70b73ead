import { readFile, stat } from 'node:fs/promises'
import { StalePlanError } from '../model/errors.ts'
import { readByLine } from './plan-lines.ts'

/** A JSON text of more than 512 MiB does not fit into one string; such plans are read by line instead. */
const LARGE = 256 * 1024 * 1024
/** More than any plan that memory can hold. */
const LARGEST = 2 * 1024 ** 3

/** The JSON value in a plan's file, whatever it is. @throws StalePlanError when it cannot be read, or is no whole JSON. */
export async function planContent(path: string): Promise<unknown> {
  const size = await sizeOf(path)
  if (size <= LARGE) return parse(path, await readWhole(path))
  return readByLine(path).catch((cause) => {
    throw unreadable(path, cause)
  })
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
