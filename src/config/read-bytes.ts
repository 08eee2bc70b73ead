import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats } from 'node:fs'
import { basename } from 'node:path'

export type Bytes = { ok: true; bytes: Buffer } | { ok: false; missing: boolean; message: string; hint: string }

const PIECE = 1 << 20

/**
 * A regular file of at most so many bytes. Nothing else is waited for or read: a pipe may never end, and a device never
 * does; and a file may grow while it is read.
 */
export function readBytes(path: string, max: number): Bytes {
  let file: number | null = null
  try {
    // Without it, opening a pipe waits for somebody who writes to it.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const stats = fstatSync(file)
    if (!stats.isFile()) return refuse(`this is ${kindOf(stats)}, not a file`, 'Put a regular file in its place.')
    const bytes = stats.size > max ? null : readAll(file, max)
    return bytes === null ? refuse(`the file is larger than ${sizeText(max)}`, 'Split it.') : { ok: true, bytes }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      return refuse(`the file cannot be read (${code})`, 'Check that you may read it.')
    return { ...refuse('the file does not exist', 'sync init writes the files that are missing.'), missing: true }
  } finally {
    if (file !== null) closeSync(file)
  }
}

/** True for `.env` and its kin, however the path leads there: they hold credentials, and nothing else is read from them. */
export function leadsToSecrets(path: string): boolean {
  try {
    return /^\.env(\..*)?$/i.test(basename(realpathSync(path)))
  } catch {
    // What is not there leads nowhere; whoever reads it says so.
    return false
  }
}

function refuse(message: string, hint: string): Extract<Bytes, { ok: false }> {
  return { ok: false, missing: false, message, hint }
}

function readAll(file: number, max: number): Buffer | null {
  const pieces: Buffer[] = []
  let size = 0
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE)
    const length = readSync(file, piece)
    if (length === 0) return Buffer.concat(pieces, size)
    size += length
    if (size > max) return null
    pieces.push(piece.subarray(0, length))
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  return stats.isFIFO() || stats.isSocket() ? 'a pipe' : 'a device'
}

function sizeText(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MB`
}
