import { lstatSync } from 'node:fs'
import { dirname } from 'node:path'
import { placeNewFile } from '../disk/replace-file.ts'
import { ConfigError } from '../model/errors.ts'
import { makeFolders } from '../state/make-folders.ts'

/** Writes a file that does not exist yet, whole or not at all; false when there is something in its place. */
export function createFile(path: string, text: string): boolean {
  try {
    makeFolders(dirname(path))
    return lstatSync(path, { throwIfNoEntry: false }) === undefined && placeNewFile(path, text)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError('file', `${path} cannot be written (${code}).`, {
      hints: ['Choose a folder that you may write to, without files in the way.'],
      cause: error,
    })
  }
}
