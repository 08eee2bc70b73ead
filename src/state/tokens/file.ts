import { closeSync, constants, fchmodSync, fstatSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { flushFolder, replaceFile } from '../../disk/replace-file.ts'
import { SyncError } from '../../model/errors.ts'
import { type Content, contentText, EMPTY, readContent } from './content.ts'

const MODE = 0o600
/** Modes mean nothing there. */
const HAS_MODES = process.platform !== 'win32'

export interface TokenFile {
  path: string
  /** Told that others could read the file until now. */
  onOpen: (message: string) => void
}

/** What the file holds; nothing when there is none. @throws SyncError for one that cannot be used, which stays as it is */
export function readTokens(file: TokenFile): Content {
  const text = read(file)
  if (text === null) return EMPTY
  const content = readContent(text)
  if (typeof content === 'string') throw unusable(file.path, `is damaged: ${content}`)
  return content
}

/** Puts new content in place, durably. @throws SyncError; the file is then as it was before */
export async function writeTokens({ path }: TokenFile, content: Content): Promise<void> {
  const text = contentText(content)
  try {
    await replaceFile(path, (draft) => writeFile(draft, text, { mode: MODE, flag: 'wx' }))
  } catch (error) {
    throw unusable(path, `cannot be written (${(error as Error).message})`, error)
  }
}

/**
 * Finishes what a process that died was about to put in place, and clears away what it left: a token that arrived is not
 * lost for a rename. To be called under the lock of the file.
 */
export async function settleDrafts(file: TokenFile): Promise<void> {
  const folder = dirname(file.path)
  const drafts = readdirSync(folder).filter((name) => isDraft(name, basename(file.path)))
  for (const draft of drafts.map((name) => join(folder, name))) {
    if (isNext(draft, file)) {
      await rename(draft, file.path)
      flushFolder(folder)
    } else rmSync(draft, { force: true })
  }
}

function isDraft(name: string, of: string): boolean {
  return name.startsWith(`${of}.`) && /^[0-9a-f]{8}\.tmp$/.test(name.slice(of.length + 1))
}

/** Whole, the one that follows what is in place, and bringing something: a token is sent only once its mark is in place. */
function isNext(draft: string, file: TokenFile): boolean {
  const text = read({ path: draft, onOpen: () => undefined })
  const content = readContent(text ?? '')
  if (typeof content === 'string') return false
  const now = readTokens(file)
  return content.revision === now.revision + 1 && marks(content).every((mark) => marks(now).includes(mark))
}

function marks({ entries }: Content): string[] {
  return entries
    .filter(({ sent_at }) => sent_at !== null)
    .map(({ provider, shop, sent_at }) => JSON.stringify([provider, shop, sent_at]))
}

/** `null`: there is none. A link is never followed: somebody else may have laid it. */
function read({ path, onOpen }: TokenFile): string | null {
  const descriptor = openOwn(path)
  if (descriptor === null) return null
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw unusable(path, 'is no file')
    if (HAS_MODES && (stats.mode & 0o077) !== 0) {
      fchmodSync(descriptor, MODE)
      onOpen(`${path} could be read by others (mode ${(stats.mode & 0o777).toString(8)}); it is 600 now.`)
    }
    return readFileSync(descriptor, 'utf8')
  } catch (error) {
    if (error instanceof SyncError) throw error
    throw unusable(path, `cannot be read, or not kept from others (${(error as Error).message})`, error)
  } finally {
    closeSync(descriptor)
  }
}

function openOwn(path: string): number | null {
  // Not waiting: a pipe in the file's place would keep the program for ever.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  try {
    return openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    throw unusable(path, code === 'ELOOP' ? 'is a symbolic link, which is not followed' : `cannot be read (${message})`)
  }
}

function unusable(path: string, problem: string, cause?: unknown): SyncError {
  return new SyncError('tokens-file', `The token file ${path} ${problem}. It is left as it is.`, {
    hints: [
      'Put it right, or put back a copy, if there is one.',
      'Else move it away and ask for consent again: sync auth PROVIDER --url',
    ],
    cause,
  })
}
