import { resolve } from 'node:path'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { plainReport } from '../../model/export.ts'
import type { Source, SourceContext, SourceRequest, SourceResult } from '../../model/source.ts'
import { delimitedTable } from './delimited.ts'
import { detectForm, formText, SAMPLE } from './detect.ts'
import { findEncoding, textOf } from './encoding.ts'
import { refused } from './errors.ts'
import { joinFamily } from './family.ts'
import { Findings } from './findings.ts'
import { sourceHealth } from './health.ts'
import { lineRows, listRows } from './json-rows.ts'
import { type OpenFile, openFile } from './open-file.ts'
import { type Entry, RowReader } from './read-rows.ts'
import type { Table } from './rows.ts'
import type { FileWants } from './source-settings.ts'

/** A file of rows. @param root Folder that its path is relative to. */
export function createFileSource(wants: FileWants, root: string): Source {
  const place = resolve(root, wants.path)
  return {
    name: 'file',
    title: 'File',
    async connect() {
      await (await openFile(place, wants.path)).close()
    },
    check: (_request, signal) => sourceHealth({ place, wants, tableOf: openTable }, signal),
    async read(request, context, signal) {
      const file = await openFile(place, wants.path)
      try {
        return { ...(await readFile(file, { wants, request, context, signal })), file: place }
      } finally {
        await file.close()
      }
    },
  }
}

/** The table without its rows, once its columns are known to be those of `sync.yaml`. @throws ConfigError */
async function openTable(file: OpenFile, wants: FileWants, signal: AbortSignal): Promise<Table> {
  const table = await tableOf(file, { wants, signal, findings: new Findings(wants.path) })
  assertColumns(table, wants)
  return table
}

interface Reading {
  wants: FileWants
  request: Pick<SourceRequest, 'shop' | 'limit'>
  context: Pick<SourceContext, 'progress'>
  signal: AbortSignal
}

async function readFile(file: OpenFile, reading: Reading): Promise<SourceResult> {
  const { wants, request, signal } = reading
  const findings = new Findings(wants.path)
  const table = await tableOf(file, { wants, signal, findings })
  assertColumns(table, wants)
  const reader = new RowReader(wants, { findings, columns: table.columns })
  const { entries, whole } = await entriesOf(table, reader, reading)
  assertSome(entries, { reader, wants, findings })
  assertOnce(entries, wants.path)
  const { items, missing } = joinFamily(entries, request.shop, findings)
  const complete = whole && reader.left === 0
  return result({ items, missing, complete, left: reader.left, diagnostics: findings.list() })
}

async function tableOf(
  file: OpenFile,
  { wants, signal, findings }: Pick<Reading, 'wants' | 'signal'> & { findings: Findings },
): Promise<Table> {
  const encoding = await findEncoding(file, wants.encoding)
  const form = detectForm(await beginOf(textOf(file, encoding, signal)), wants)
  const text = textOf(file, encoding, signal)
  findings.remark('file-form', `is read as ${formText(form)}, in ${encoding.title}`)
  if (encoding.name === 'windows-1252' && wants.encoding === 'auto') findings.remark('file-encoding', GUESSED, CHECK)
  const { path } = wants
  if (form.format === 'ndjson') return { form: formText(form), columns: null, rows: lineRows(text, path) }
  if (form.format === 'json') return { form: formText(form), columns: null, rows: listRows(text, path) }
  const { delimiter, skipped } = form
  const rest = skipped === 0 ? text : withoutFirstLine(text)
  return delimitedTable(rest, { path, delimiter, form: formText(form), skipped, signal })
}

const GUESSED = 'is no UTF-8 text, and is taken for Windows-1252'
const CHECK = 'Look at letters with accents in the plan; where they are wrong, say encoding: or save the file as UTF-8.'

async function beginOf(text: AsyncIterable<string>): Promise<string> {
  let begin = ''
  for await (const piece of text) {
    begin += piece
    if (begin.length >= SAMPLE) break
  }
  return begin.slice(0, SAMPLE)
}

async function* withoutFirstLine(text: AsyncIterable<string>): AsyncGenerator<string> {
  let inside = true
  for await (const piece of text) {
    const end = inside ? piece.indexOf('\n') : -1
    if (!inside) yield piece
    else if (end >= 0) yield piece.slice(end + 1)
    if (end >= 0) inside = false
  }
}

/** @throws ConfigError when the file lacks columns that `sync.yaml` names */
function assertColumns({ columns }: Table, wants: FileWants): void {
  if (columns === null) return
  const { key, parent, codes, images, columns: named } = wants
  const wanted = [key, parent, ...Object.values(codes), ...images, ...Object.values(named)]
  const lacking = [...new Set(wanted.filter((name) => name !== null && !columns.includes(name)))]
  if (lacking.length === 0) return
  const names = lacking.map((name) => JSON.stringify(name)).join(', ')
  throw refused(wants.path, {
    code: 'file-columns',
    problem: `lacks ${lacking.length === 1 ? 'the column' : 'the columns'} ${names}, which sync.yaml names`,
    hint: `Its columns are ${columns.filter((name) => name !== '').join(', ')}.`,
  })
}

const EVERY = 5_000

async function entriesOf({ rows }: Table, reader: RowReader, { request, context }: Reading) {
  const entries: Entry[] = []
  for await (const row of rows) {
    if (request.limit !== null && entries.length >= request.limit) return { entries, whole: false }
    const entry = reader.read(row)
    if (entry === null) continue
    entries.push(entry)
    if (entries.length % EVERY === 0) context.progress({ found: entries.length, read: entries.length, calls: 0 })
  }
  return { entries, whole: true }
}

/** @throws ConfigError when no row can be used */
function assertSome(
  entries: Entry[],
  { reader, wants, findings }: { reader: RowReader; wants: FileWants; findings: Findings },
) {
  if (entries.length > 0) return
  const { path, key } = wants
  if (reader.left === 0) throw refused(path, { code: 'file-empty', problem: 'holds no rows', hint: 'Export it again.' })
  throw refused(path, {
    code: 'file-keys',
    problem: `holds no row that can be used (${reader.left} left out)`,
    hint: `Every row needs a key in ${JSON.stringify(key)}; correct source.file.key in sync.yaml, or the file.`,
    diagnostics: findings.list(),
  })
}

const NAMED = 20

/** @throws ConfigError when two rows have one key */
function assertOnce(entries: Entry[], path: string): void {
  const lines = new Map<string, number>()
  const twice: Diagnostic[] = []
  for (const { key, line } of entries) {
    const first = lines.get(key)
    if (first === undefined) lines.set(key, line)
    else {
      const message = `${key} is the key of this row and of that on line ${first}`
      twice.push(diagnostic({ severity: 'error', code: 'file-duplicate', message, file: path, line }))
    }
  }
  const [one] = twice
  if (!one) return
  const more = twice.length > 1 ? ` (${twice.length} such rows)` : ''
  throw refused(path, {
    code: 'file-duplicate',
    problem: `has two rows of one key: line ${one.line}: ${one.message}${more}`,
    hint: 'Leave one of the rows, or name another key column in sync.yaml.',
    diagnostics: twice.slice(0, NAMED),
  })
}

interface Outcome extends Pick<SourceResult, 'items' | 'complete' | 'diagnostics'> {
  missing: SourceResult['report']['missing']
  left: number
}

function result({ items, missing, complete, left, diagnostics }: Outcome): SourceResult {
  return {
    items,
    complete,
    query: {},
    counts: left > 0 ? { left_out: left } : {},
    report: plainReport(missing),
    rejected: [],
    calls: { calls: 0, retried: 0, throttled: 0, sign_ins: 0 },
    diagnostics,
  }
}
