import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Where a file is written before it takes the place of another: beside it, on the same file system. */
export function draftOf(file: string): string {
  return `${file}.${randomBytes(4).toString('hex')}.tmp`
}

/**
 * Has a draft written and puts it in place: whole or not at all, also when the program or the machine stops in between. A
 * file that was there before keeps its mode.
 * @throws an error of the system; the file is then as it was before
 */
export async function replaceFile<T>(file: string, write: (draft: string) => Promise<T>): Promise<T> {
  const draft = draftOf(file)
  try {
    const result = await write(draft)
    const before = statSync(file, { throwIfNoEntry: false })
    if (before) chmodSync(draft, before.mode & 0o777)
    await flush(draft)
    await rename(draft, file)
    flushFolder(dirname(file))
    return result
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/**
 * Writes a file where there is none, whole or not at all; false when there is something in its place.
 * @throws an error of the system
 */
export function placeNewFile(file: string, text: string): boolean {
  const draft = draftOf(file)
  try {
    writeFileSync(draft, text, { flag: 'wx', flush: true })
    if (!link(draft, file)) return false
    flushFolder(dirname(file))
    return true
  } finally {
    rmSync(draft, { force: true })
  }
}

/** A link never replaces what is there; file systems without links get a copy. */
function link(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    copyFileSync(draft, file, constants.COPYFILE_EXCL)
  }
  return true
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}

/** What file systems without a way to flush a folder say, and folders that one may write to but not read. */
const UNFLUSHABLE = ['EACCES', 'EBADF', 'EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM']

/** Makes names durable: a file that was renamed is found under its new name after a loss of power. */
export function flushFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY)
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (!UNFLUSHABLE.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
