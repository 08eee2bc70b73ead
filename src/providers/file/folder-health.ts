import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { asRefusal, type Check, failed, failedBy, passed } from '../../model/check.ts'
import { grouped } from '../../model/figures.ts'
import { systemCode } from './errors.ts'
import { assertFolder, type Folder } from './folder.ts'
import { readStore } from './store.ts'

/** Whether the folder may be written, or made, and what it holds can be read. */
export async function* folderHealth(folder: Folder, signal: AbortSignal): AsyncGenerator<Check> {
  const { name, path } = folder
  try {
    assertFolder(folder)
  } catch (error) {
    yield failedBy('folder', asRefusal(error, signal))
    return
  }
  const isThere = existsSync(path)
  const refusal = writeRefusal(isThere ? path : nearestFolder(path))
  const state = isThere ? `${name} can be written.` : `${name} is not there yet, and can be made.`
  yield refusal === null
    ? passed('folder', state)
    : failed(
        'folder',
        `${name} cannot be ${isThere ? 'written' : 'made'} (${refusal}).`,
        `Make ${isThere ? 'it' : nearestFolder(path)} writable for you, or correct target.file.path in sync.yaml.`,
      )
  try {
    const { size } = (await readStore(folder)).rows
    yield passed('rows', `It holds ${grouped(size)} ${size === 1 ? 'row' : 'rows'}.`, {
      resources: size,
    })
  } catch (error) {
    yield failedBy('rows', asRefusal(error, signal))
  }
}

function nearestFolder(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearestFolder(dirname(path))
}

/** The system's code for why nothing can be put there. */
function writeRefusal(path: string): string | null {
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return systemCode(error)
  }
}
