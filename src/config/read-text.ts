import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import { problemAt } from './problem.ts'

const MAX_BYTES = 10 * 1024 * 1024

export type TextFile = { ok: true; text: string } | { ok: false; missing: boolean; problem: Diagnostic }

/** Reads a workspace file as text; `path` is relative to `root`. */
export function readText(root: string, path: string): TextFile {
  const refuse = (message: string, hint: string, line = 1) => ({
    ok: false as const,
    missing: false,
    problem: problemAt({ file: path, line, column: 1 }, { code: 'file', message, hint }),
  })
  let bytes: Buffer
  try {
    const { size } = statSync(join(root, path))
    if (size > MAX_BYTES) return refuse('the file is larger than 10 MB', 'Split it into several files.')
    bytes = readFileSync(join(root, path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') {
      return { ...refuse('the file does not exist', 'sync init writes the files that are missing.'), missing: true }
    }
    return refuse(`the file cannot be read (${code})`, 'Check that it is a file and that you may read it.')
  }
  if (!isUtf8(bytes)) return refuse('the file is not UTF-8 text', 'Save it as UTF-8.', firstBadLine(bytes))
  const text = bytes.toString('utf8')
  return { ok: true, text: text.startsWith('\uFEFF') ? text.slice(1) : text }
}

function firstBadLine(bytes: Buffer): number {
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    start = end + 1
    line++
  }
  return line
}
