import { resolve } from 'node:path'
import { ConfigError } from '../model/errors.ts'
import type { OutputKind } from './output-kind.ts'

type Named = Pick<OutputKind, 'code' | 'name'>

/** @throws ConfigError in place of what the system says */
export function explained<T>(path: string, kind: Named, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw inWords(error, path, kind)
  }
}

/** The same for what takes its time. */
export async function explainedLater<T>(path: string, kind: OutputKind, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw inWords(error, path, kind)
  })
}

const REASONS: { [code: string]: string } = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it is on a disk that may only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  ENOTDIR: 'a file stands where its folder should be',
  EEXIST: 'a file stands where its folder should be',
  ENOENT: 'its folder cannot be made',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'nobody reads from it',
  EPIPE: 'nobody reads from it any more',
}

function inWords(error: unknown, path: string, kind: Named): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof ConfigError || code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error
  return refusal(path, kind, { reason: REASONS[code] ?? `the system says ${code}`, cause: error })
}

interface Refusal {
  reason: string
  hint?: string
  cause?: unknown
}

/** That nothing is written to this path, why, and what to do. */
export function refusal(path: string, { code, name }: Named, { reason, hint, cause }: Refusal): ConfigError {
  return new ConfigError(code, `The ${name} cannot be written to ${path}: ${reason}.`, {
    hints: [hint ?? `Name a file in a folder that you may write to; this one is ${resolve(path)}.`],
    ...(cause === undefined ? {} : { cause }),
  })
}
