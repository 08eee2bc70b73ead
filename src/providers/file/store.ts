import { isUtf8 } from 'node:buffer'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { KEY } from './attribute-form.ts'
import { refused } from './errors.ts'
import { BASELINES, digestOf, type Folder, nextBaselines, ROWS, readWhole } from './folder.ts'

/** Everything that the folder holds, as it stands in the files. */
export interface Store {
  digests: { rows: string; baselines: string }
  /** The lines by key, without their line breaks. */
  rows: Map<string, string>
  /** What was last written, by key. */
  baselines: Map<string, string>
}

/**
 * What the files hold now; `known` as it is when they hold that still.
 * @throws ConfigError when a line cannot be read: it says which, and nothing is written as long as it is so
 */
export async function readStore(folder: Folder, known: Store | null = null): Promise<Store> {
  const rows = await readWhole(folder, ROWS)
  const digest = digestOf(rows)
  const next = nextBaselines(digest)
  // A run that was killed while it put both files into place has got as far as the rows.
  const file = existsSync(join(folder.path, next)) ? next : BASELINES
  const baselines = await readWhole(folder, file)
  const digests = { rows: digest, baselines: digestOf(baselines) }
  if (known?.digests.rows === digests.rows && known.digests.baselines === digests.baselines) return known
  return {
    digests,
    rows: readLines(rows, `${folder.name}/${ROWS}`, (line) => line.text),
    baselines: readLines(baselines, `${folder.name}/${file}`, baselineIn),
  }
}

interface Line {
  text: string
  row: { [name: string]: unknown }
}

function baselineIn({ row }: Line): string | null {
  return typeof row.baseline === 'string' ? row.baseline : null
}

const NAMED = 20

/** @param readValue `null` for a line that lacks it. */
function readLines(bytes: Buffer, file: string, readValue: (line: Line) => string | null): Map<string, string> {
  const values = new Map<string, string>()
  const lines = new Map<string, number>()
  const problems: Diagnostic[] = []
  const report = (line: number, message: string): void => {
    problems.push(diagnostic({ severity: 'error', code: 'file-damaged', message, file, line }))
  }
  for (const { bytes: own, line } of linesOf(bytes)) {
    const read = readLine(own)
    if (read === null) continue
    if (typeof read === 'string') report(line, read)
    else {
      const first = lines.get(read.key)
      const value = readValue(read)
      if (first !== undefined) report(line, `${JSON.stringify(read.key)} stands on line ${first} already`)
      else if (value === null) report(line, 'baseline is missing, or no text')
      else values.set(read.key, value)
      lines.set(read.key, first ?? line)
    }
  }
  if (problems.length > 0) throw damaged(file, problems)
  return values
}

function damaged(file: string, problems: Diagnostic[]) {
  const [first] = problems as [Diagnostic]
  const more = problems.length > 1 ? ` (${problems.length} such lines)` : ''
  return refused(file, {
    code: 'file-damaged',
    problem: `cannot be used: line ${first.line}: ${first.message}${more}`,
    hint: 'Correct the lines, or take the file back from version control; nothing was written.',
    diagnostics: problems.slice(0, NAMED),
  })
}

/** A row, or what is wrong with it; `null` for an empty line. */
function readLine(bytes: Buffer): (Line & { key: string }) | string | null {
  if (!isUtf8(bytes)) return 'it is no UTF-8 text'
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  if (text === '') return null
  if (/^(?:<{7}|={7}|>{7})(?: |$)/.test(text)) return 'version control left a conflict here'
  const row = parse(text)
  if (row === null) return 'it is no JSON object'
  const key = row[KEY]
  if (typeof key !== 'string' || key === '') return `${KEY} is ${key === undefined ? 'missing' : 'no text'}`
  return { key, text, row }
}

function parse(text: string): Line['row'] | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line['row']) : null
  } catch {
    // The parser quotes the text, which people need not see in a message.
    return null
  }
}

function* linesOf(bytes: Buffer): Generator<{ bytes: Buffer; line: number }> {
  let start = 0
  for (let line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start)
    yield { bytes: bytes.subarray(start, end < 0 ? bytes.length : end), line }
    start = end < 0 ? bytes.length : end + 1
  }
}
