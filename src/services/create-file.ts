import { randomBytes } from 'node:crypto'
import { constants, copyFileSync, linkSync, lstatSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConfigError } from '../model/errors.ts'
import { makeFolders } from '../state/make-folders.ts'

/** Writes a file that does not exist yet, whole or not at all; false when there is something in its place. */
export function createFile(path: string, text: string): boolean {
  try {
    makeFolders(dirname(path))
    return lstatSync(path, { throwIfNoEntry: false }) === undefined && write(path, text)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError('file', `${path} cannot be written (${code}).`, {
      hints: ['Choose a folder that you may write to, without files in the way.'],
      cause: error,
    })
  }
}

function write(path: string, text: string): boolean {
  const draft = `${path}.${randomBytes(4).toString('hex')}.tmp`
  try {
    writeFileSync(draft, text, { flag: 'wx' })
    return place(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** A link never replaces what is there; file systems without links get a copy. */
function place(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    copyFileSync(draft, path, constants.COPYFILE_EXCL)
  }
  return true
}
