import { accessSync, closeSync, constants, openSync, readSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError } from '../model/errors.ts'
import { makeFolders } from './make-folders.ts'
import { findPlace, type OutputPlace } from './output-place.ts'
import { pour } from './output-stream.ts'
import { draftOf, replaceFile } from './replace-file.ts'

type Writable = Exclude<OutputPlace, { type: 'other' }>

/** What a command writes where a flag says so. */
export interface OutputKind {
  /** Of its errors. */
  code: string
  /** What is written, and what such a file is called. */
  name: string
  one: string
  /** How such a file begins: only one of the same kind is replaced. */
  begins: RegExp
}

/**
 * Makes the folders of an output file and checks that it can be written, before anything is read for it.
 * @throws ConfigError
 */
export function prepareOutput(path: string, kind: OutputKind): Writable {
  return explained(path, kind, () => {
    const place = findPlace(path)
    if (place.type === 'other') throw refusal(path, kind, { reason: `this is ${place.what}` })
    if (place.type !== 'file') return place
    if (place.exists) refuseOthers(path, place.path, kind)
    makeFolders(dirname(place.path))
    const draft = draftOf(place.path)
    closeSync(openSync(draft, 'wx'))
    rmSync(draft)
    return place
  })
}

/** Opens an output file for adding to it. @throws ConfigError */
export function openedOutput<T>(path: string, kind: OutputKind, open: (place: Writable) => T): T {
  const place = prepareOutput(path, kind)
  return explained(path, kind, () => open(place))
}

/**
 * Has a draft written and puts it in place: whole or not at all. Devices and pipes are given its content.
 * @throws ConfigError
 */
export async function writeOutput<T>(path: string, kind: OutputKind, write: (draft: string) => Promise<T>): Promise<T> {
  const place = prepareOutput(path, kind)
  if (place.type !== 'file') return explainedLater(path, kind, () => pour(place, write))
  return explainedLater(path, kind, () => replaceFile(place.path, write))
}

/** Only what is empty or of the same kind is replaced. @throws ConfigError */
function refuseOthers(path: string, file: string, kind: OutputKind): void {
  accessSync(file, constants.W_OK)
  const start = startOf(file)
  if (start === '' || kind.begins.test(start)) return
  throw refusal(path, kind, {
    reason: `there is another file in its place, which is no ${kind.one}`,
    hint: 'It is left as it is: name another file, or move it away.',
  })
}

const START = 64 * 1024

function startOf(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const buffer = Buffer.alloc(START)
    return buffer.toString('utf8', 0, readSync(descriptor, buffer))
  } finally {
    closeSync(descriptor)
  }
}

/** @throws ConfigError in place of what the system says */
function explained<T>(path: string, kind: OutputKind, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw inWords(error, path, kind)
  }
}

async function explainedLater<T>(path: string, kind: OutputKind, work: () => Promise<T>): Promise<T> {
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

function inWords(error: unknown, path: string, kind: OutputKind): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof ConfigError || code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error
  return refusal(path, kind, { reason: REASONS[code] ?? `the system says ${code}`, cause: error })
}

interface Refusal {
  reason: string
  hint?: string
  cause?: unknown
}

function refusal(path: string, { code, name }: OutputKind, { reason, hint, cause }: Refusal): ConfigError {
  return new ConfigError(code, `The ${name} cannot be written to ${path}: ${reason}.`, {
    hints: [hint ?? `Name a file in a folder that you may write to; this one is ${resolve(path)}.`],
    ...(cause === undefined ? {} : { cause }),
  })
}
