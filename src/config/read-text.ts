import { isUtf8 } from 'node:buffer'
import { join } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import { problemAt } from './problem.ts'
import { leadsToSecrets, readBytes } from './read-bytes.ts'

/** Enough for files that people write. */
const MAX_BYTES = 10 * 1024 * 1024

export type TextFile = { ok: true; text: string } | { ok: false; missing: boolean; problem: Diagnostic }

/** Reads a workspace file as text; `path` is relative to `root`. Whatever is wrong, nothing of the content is quoted. */
export function readText(root: string, path: string, { secrets = false } = {}): TextFile {
  const absolute = join(root, path)
  if (!secrets && leadsToSecrets(absolute)) {
    return refused(path, { message: 'this leads to .env, which holds credentials', hint: 'Name another file.' })
  }
  const source = readBytes(absolute, MAX_BYTES)
  if (!source.ok) return { ...refused(path, source), missing: source.missing }
  const { bytes } = source
  if (!isUtf8(bytes)) {
    return refused(path, {
      message: 'the file is not UTF-8 text',
      hint: 'Save it as UTF-8.',
      line: firstBadLine(bytes),
    })
  }
  return { ok: true, text: withoutMark(bytes.toString('utf8')) }
}

interface NamedFile {
  /** What it is for, as the beginning of a sentence: `The file of items`. */
  what: string
  /** Of the error. */
  code: string
  max?: number
}

/** Reads a text file that a flag names, through the same door. @throws ConfigError */
export function readNamedText(path: string, { what, code, max = MAX_BYTES }: NamedFile): string {
  const refuse = (message: string, hint: string) =>
    new ConfigError(code, `${what} ${path} cannot be used: ${message}.`, { hints: [hint] })
  if (leadsToSecrets(path)) throw refuse('this leads to .env, which holds credentials', 'Name another file.')
  const source = readBytes(path, max)
  if (!source.ok && source.missing) throw noFile(path, code)
  if (!source.ok) throw refuse(source.message.replace(/^the file/, 'it'), source.hint)
  if (!isUtf8(source.bytes)) throw refuse('it is not UTF-8 text', 'Save it as UTF-8.')
  return withoutMark(source.bytes.toString('utf8'))
}

/** What every command says of a file that is named and not there. */
function noFile(path: string, code: string): ConfigError {
  return new ConfigError(code, `There is no file ${path}.`, { hints: ['Check the path.'] })
}

function refused(path: string, { message, hint, line = 1 }: { message: string; hint: string; line?: number }) {
  const problem = problemAt({ file: path, line, column: 1 }, { code: 'file', message, hint })
  return { ok: false as const, missing: false, problem }
}

/** Some editors put one in front. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
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
