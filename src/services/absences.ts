import { resolve } from 'node:path'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { SHOP } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import type { ExportHeader } from '../model/export.ts'
import type { Providers } from '../model/provider.ts'
import type { Workspace } from '../model/settings.ts'
import type { SourceItems } from '../model/source.ts'
import type { KnownExport } from '../model/state.ts'
import type { Absent } from '../planner/absent.ts'
import type { Absence } from '../planner/types.ts'
import { asksFor, exportsOf, isOf } from '../state/exports/folder.ts'
import { readExportHeader, scanExport } from '../state/exports/read.ts'
import { isFile } from './named-file.ts'
import { shopsOf } from './shops.ts'
import { requestOf } from './source-request.ts'

/** Where earlier exports are looked for. */
export interface PastExports {
  workspace: Workspace
  providers: Providers
  /** Where exports are kept. */
  folder: string
  /** Exports that were written or read elsewhere. */
  known: () => Promise<KnownExport[]>
}

export interface Absences {
  /** By the names of what was asked about. */
  absences: Map<string, Absence>
  diagnostics: Diagnostic[]
}

/** Two exports that are at least so far apart have to lack a listing before it counts as gone. */
const APART_MS = 24 * 3_600_000
/** Exports that are read at most: to confirm it, and to tell since when. */
const MOST = 30
const ENOUGH = 10

/**
 * Since when listings are gone. Earlier exports are read from the newest on, one item after the other, until each of the
 * listings was found; complete ones of the workspace's own query count as lacking it, and any other may have it.
 */
export async function recallAbsences(absent: readonly Absent[], past: PastExports): Promise<Absences> {
  const found: Absences = { absences: new Map(), diagnostics: [] }
  for (const { source, names, namesOf } of absent) {
    const query = queryOf(source, past)
    if (query === null || !asksFor(source.header, query)) {
      for (const name of names) found.absences.set(name, { since: null, confirmed: false, why: OTHER_QUERY })
      continue
    }
    const rows = new Map(names.map((name) => [name, newRow()]))
    const reading = { source, query, namesOf, past, report: (entry: Diagnostic) => found.diagnostics.push(entry) }
    await follow(rows, reading)
    for (const [name, row] of rows) found.absences.set(name, absenceOf(row))
  }
  return found
}

const OTHER_QUERY = 'this export was not made for what sync.yaml asks for'
const NOT_YET = 'two complete exports that are at least a day apart have to lack it, and none between may have it'
const BACK = 'a newer export has it'

/** The exports in a row that lack a listing, as they are found, and what ended it. */
interface Row {
  since: string | null
  confirmed: boolean
  ended: 'open' | 'found' | 'back'
}

function newRow(): Row {
  return { since: null, confirmed: false, ended: 'open' }
}

function absenceOf({ since, confirmed, ended }: Row): Absence {
  if (ended === 'back') return { since: null, confirmed: false, why: BACK }
  return confirmed ? { since, confirmed } : { since, confirmed, why: NOT_YET }
}

interface Reading extends Pick<Absent, 'source' | 'namesOf'> {
  query: ExportHeader['query']
  past: PastExports
  report: (entry: Diagnostic) => void
}

async function follow(rows: Map<string, Row>, reading: Reading): Promise<void> {
  const earlier = await earlierExports(reading)
  for (const [read, { file, header }] of earlier.slice(0, MOST).entries()) {
    const open = [...rows].filter(([, { ended, confirmed }]) => ended === 'open' && (read < ENOUGH || !confirmed))
    if (open.length === 0) return
    const seen = await look(file, new Set(open.map(([name]) => name)), reading)
    const next = nextRow(header, { ...seen, reading })
    for (const [name, row] of open) rows.set(name, next(name, row))
  }
}

interface Seen {
  present: ReadonlySet<string>
  sound: boolean
  reading: Reading
}

/** What one more export makes of a row. */
function nextRow(header: ExportHeader, { present, sound, reading }: Seen): (name: string, row: Row) => Row {
  const { source, query } = reading
  const age = Date.parse(source.header.exported_at) - Date.parse(header.exported_at)
  const counts = sound && age > 0 && header.complete && asksFor(header, query)
  return (name, row) => {
    if (present.has(name)) return { ...row, ended: age > 0 ? 'found' : 'back' }
    return counts ? { ...row, since: header.exported_at, confirmed: row.confirmed || age >= APART_MS } : row
  }
}

/** From the newest on; the one that is planned from is none of them, wherever copies of it lie. */
async function earlierExports({ source, past }: Reading): Promise<KnownFile[]> {
  const of = { provider: source.facts.name, shop: source.header[SHOP] }
  const kept = await exportsOf(past.folder, of)
  const files = new Set(kept.map(({ file }) => resolve(file)))
  for (const { path } of await past.known()) {
    const file = resolve(path)
    const header = files.has(file) || !isFile(file) ? null : await readExportHeader(file)
    files.add(file)
    if (header !== null && isOf(header, of)) kept.push({ file, header })
  }
  const seen = new Set([identity(source.header)])
  return kept
    .filter(({ header }) => !seen.has(identity(header)) && seen.add(identity(header)))
    .sort((a, b) => Date.parse(b.header.exported_at) - Date.parse(a.header.exported_at))
}

type KnownFile = Awaited<ReturnType<typeof exportsOf>>[number]

function identity({ digest, exported_at }: ExportHeader): string {
  return `${digest} ${exported_at}`
}

/** Which of them an export has. What is damaged may show that a listing is there, and never that it is not. */
async function look(file: string, names: ReadonlySet<string>, { source, namesOf, past, report }: Reading) {
  const { settings } = past.workspace
  const images = { ...settings.images, hosts: [], hostsKey: '' }
  const present = new Set<string>()
  try {
    await scanExport(file, (fields) => {
      const items = source.facts.items([{ ...fields, images: [], attributes: {} }], images)
      for (const item of items) for (const name of namesOf(item)) if (names.has(name)) present.add(name)
    })
    return { present, sound: true }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    report(notCounted(error))
    return { present, sound: false }
  }
}

function notCounted({ message, hints }: ConfigError): Diagnostic {
  const text = `${message} It is not counted as an export that lacks a listing.`
  return diagnostic({ severity: 'warning', code: 'export-damaged', message: text, hint: hints[0] ?? null })
}

/** What the workspace asks of the shop; `null` for one that it no longer names. */
function queryOf({ facts, header }: SourceItems, { workspace, providers }: PastExports): ExportHeader['query'] | null {
  const places = shopsOf({ settings: workspace.settings, providers })
  const place = places.find(({ settings, shop }) => settings.provider === facts.name && shop === header[SHOP])
  return place ? requestOf(place).query : null
}
