import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { refused, systemCode } from './errors.ts'

/** Bytes; more would not fit into memory as items. */
const MOST = 2 ** 31
const PIECE = 1 << 20

/** A regular file that is open for reading, and may be read several times. */
export interface OpenFile {
  /** As `sync.yaml` names it. */
  readonly name: string
  readonly size: number
  /** From the beginning; each piece is good until the next one. @throws ConfigError when the file changes meanwhile */
  pieces(signal?: AbortSignal): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/**
 * Opens what is to be read. Pipes and devices are neither waited for nor read: they may never end. @throws ConfigError
 */
export async function openFile(path: string, name: string): Promise<OpenFile> {
  let handle: FileHandle | null = null
  try {
    if (/^\.env(\..*)?$/i.test(basename(await realpath(path)))) throw secrets(name)
    // Without it, opening a pipe waits for somebody who writes to it.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const before = await handle.stat()
    assertReadable(name, before)
    return opened(name, { handle, before })
  } catch (cause) {
    await handle?.close()
    throw cause instanceof Error && 'syscall' in cause ? unreadable(name, cause) : cause
  }
}

function assertReadable(name: string, stats: Stats): void {
  if (!stats.isFile()) {
    const kind = stats.isDirectory() ? 'a folder' : 'a pipe or a device'
    throw refused(name, { code: 'file-unreadable', problem: `is ${kind}, not a file`, hint: 'Name a regular file.' })
  }
  if (stats.size === 0) throw refused(name, { code: 'file-empty', problem: 'is empty', hint: 'Export it again.' })
  if (stats.size <= MOST) return
  throw refused(name, { code: 'file-too-large', problem: 'is larger than 2 GB', hint: 'Split it.' })
}

function opened(name: string, { handle, before }: { handle: FileHandle; before: Stats }): OpenFile {
  async function* pieces(signal?: AbortSignal): AsyncGenerator<Buffer> {
    const buffer = Buffer.allocUnsafe(PIECE)
    for (let read = 0; read < before.size; ) {
      signal?.throwIfAborted()
      const { bytesRead } = await handle.read(buffer, 0, Math.min(PIECE, before.size - read), read)
      if (bytesRead === 0) throw changed(name)
      read += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
    const { size, mtimeMs } = await handle.stat()
    if (size !== before.size || mtimeMs !== before.mtimeMs) throw changed(name)
  }
  return { name, size: before.size, pieces, close: () => handle.close() }
}

function changed(name: string) {
  return refused(name, {
    code: 'file-changed',
    problem: 'changed while it was read',
    hint: 'Try again once whatever writes it is done.',
  })
}

function secrets(name: string) {
  const problem = 'leads to .env, which holds credentials'
  return refused(name, { code: 'file-unreadable', problem, hint: 'Name another file.' })
}

function unreadable(name: string, cause: Error) {
  const code = systemCode(cause)
  const missing = code === 'ENOENT'
  return refused(name, {
    code: 'file-unreadable',
    problem: missing ? 'does not exist' : `cannot be read (${code})`,
    hint: missing ? 'Put it there, or correct source.file.path in sync.yaml.' : 'Check that you may read it.',
    cause,
  })
}
