import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { ConfigError } from '../model/errors.ts'

const FILE = 'sync.yaml'

export interface WorkspacePlace {
  /** Absolute folder. */
  root: string
  /** Name of the configuration file in it. */
  file: string
}

/** The file named by `config`, relative to `cwd`, or the nearest sync.yaml upwards. */
export function locateWorkspace(options: { config?: string | undefined; cwd: string }): WorkspacePlace {
  const { config, cwd } = options
  if (config !== undefined) {
    const path = resolve(cwd, config)
    if (isFile(path)) return { root: dirname(path), file: basename(path) }
    const what = existsSync(path) ? 'is no regular file' : 'does not exist'
    throw new ConfigError('config', `The file ${config} that --config names ${what}.`, {
      hints: ['Name a sync.yaml, or leave --config out to use the nearest one.'],
    })
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (isFile(join(folder, FILE))) return { root: folder, file: FILE }
    if (folder === dirname(folder)) break
  }
  throw new ConfigError('config', `There is no ${FILE} in ${resolve(cwd)} or in a folder above it.`, {
    hints: ['Run sync init to make a workspace here, or name one with --config FILE.'],
  })
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    // Missing, or in a folder that may not be read: either way there is nothing to take here.
    return false
  }
}
