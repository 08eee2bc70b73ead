import { createHash } from 'node:crypto'
import { constants, lstatSync, readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { refused, systemCode } from './errors.ts'

/** Where a folder keeps what it holds. */
export interface Folder {
  /** As `sync.yaml` names it. */
  name: string
  /** Absolute. */
  path: string
}

export const ROWS = 'product.ndjson'
export const BASELINES = '.baseline.ndjson'

/** Baselines that were written for rows that may not be in place yet: they count once the rows have this digest. */
export function nextBaselines(digest: string): string {
  return `.baseline.${digest.slice(0, 16)}.next`
}

/** What a run that was killed leaves behind. */
export function isLeftover(file: string): boolean {
  return /^\.(?:baseline\.[0-9a-f]{16}\.next|(?:product|baseline)\.[0-9a-f]+\.draft|lock\.[0-9a-f-]{36})$/.test(file)
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Bytes; a file that grows beyond it belongs into a database. */
const MOST = 2 ** 31

/** The content of a file of the folder; nothing when it is not there. @throws ConfigError for what is no regular file */
export async function readWhole(folder: Folder, file: string): Promise<Buffer> {
  const name = `${folder.name}/${file}`
  assertPlain(folder, file)
  try {
    const handle = await open(join(folder.path, file), constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    try {
      const { size } = await handle.stat()
      if (size > MOST)
        throw refused(name, { code: 'file-too-large', problem: 'is larger than 2 GB', hint: 'Divide it.' })
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return Buffer.alloc(0)
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause
    const problem = `cannot be read (${systemCode(cause)})`
    throw refused(name, { code: 'file-unreadable', problem, hint: 'Check that you may read it.', cause })
  }
}

/** A link would be replaced by a file, and whatever it leads to left behind. */
function assertPlain(folder: Folder, file: string): void {
  const stats = lstatSync(join(folder.path, file), { throwIfNoEntry: false })
  if (stats === undefined || stats.isFile()) return
  const kind = stats.isSymbolicLink() ? 'a link' : stats.isDirectory() ? 'a folder' : 'a pipe or a device'
  throw refused(`${folder.name}/${file}`, {
    code: 'file-unreadable',
    problem: `is ${kind}, not a file`,
    hint: 'Put a regular file in its place, or remove it.',
  })
}

/** @throws ConfigError when something else is in the folder's place */
export function assertFolder({ name, path }: Folder): void {
  try {
    readdirSync(path)
  } catch (cause) {
    const code = systemCode(cause)
    if (code === 'ENOENT') return
    const problem = code === 'ENOTDIR' ? 'is no folder' : `cannot be read (${code})`
    throw refused(name, { code: 'file-folder', problem, hint: 'Correct target.file.path in sync.yaml.', cause })
  }
}
