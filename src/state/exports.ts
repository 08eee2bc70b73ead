import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ITEM_ID, SHOP } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import type { ExportHeader } from '../model/export.ts'
import type { ItemFields } from '../model/item.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { RejectedListing } from '../model/source.ts'
import { fileName } from './exports/file-name.ts'
import { EXPORT_FORMAT, type ExportFacts, headerOf, parseHeader } from './exports/header.ts'
import { formatItem, parseItem, sortItems } from './exports/item.ts'
import { readLines } from './exports/lines.ts'
import { type OutputKind, prepareOutput, writeOutput } from './output-file.ts'
import { findPlace } from './output-place.ts'
import { writeDigested } from './pieces.ts'

/** An export file; its items are sorted by their id. */
export interface ExportFile {
  header: ExportHeader
  items: ItemFields[]
}

/** Which exports can stand for each other. */
export interface ExportMatch {
  provider: string
  shop: string
  /** Every key given here has to be equal; the header may hold more. */
  query: { [key: string]: Json }
}

/** Where an export of this moment goes. Only harmless characters are taken over into the name. */
export function exportPath(folder: string, facts: Pick<ExportFacts, 'provider' | typeof SHOP | 'exported_at'>): string {
  const time = facts.exported_at.replace(/[^0-9TZ]/g, '')
  return join(folder, `${prefixOf({ provider: facts.provider, shop: facts[SHOP] })}${time}.ndjson`)
}

function prefixOf({ provider, shop }: Omit<ExportMatch, 'query'>): string {
  return `${fileName(`${provider}-${shop}`)}-`
}

/** The header of an export with these items that is not in a file. */
export function headerFor(facts: ExportFacts, items: ItemFields[]): ExportHeader {
  const hash = createHash('sha256')
  for (const item of sortItems(items)) hash.update(formatItem(item))
  return headerOf(facts, items.length, hash.digest('hex'))
}

const EXPORT: OutputKind = {
  code: 'export-unwritable',
  name: 'export',
  one: 'export',
  begins: /^\{"format_version":"[^"]*","provider":/,
}
const REJECTED: OutputKind = {
  code: 'export-unwritable',
  name: 'list of rejected listings',
  one: 'such list',
  begins: new RegExp(`^\\{"${ITEM_ID}":"[^"]*","brand":(?:null|"(?:[^"\\\\]|\\\\.)*"),"found_by":`),
}

/** Checks a place for an export, and for what lies beside it, before the source is read. @throws ConfigError */
export function prepareExport(file: string): void {
  prepareOutput(file, EXPORT)
  if (hasNeighbours(file)) prepareOutput(rejectedPath(file), REJECTED)
}

/** False for devices and pipes, beside which nothing can lie. */
export function hasNeighbours(file: string): boolean {
  return findPlace(file).type === 'file'
}

/**
 * Writes an export so that it appears complete or not at all.
 * @throws ConfigError when the file cannot be written.
 */
export async function writeExport(file: string, facts: ExportFacts, items: ItemFields[]): Promise<ExportHeader> {
  const header = (digest: string) => headerOf(facts, items.length, digest)
  const lines = sortItems(items).values().map(formatItem)
  const digest = await writeOutput(file, EXPORT, (draft) =>
    writeDigested(draft, { header: (digest) => `${JSON.stringify(header(digest))}\n`, lines }),
  )
  return header(digest)
}

/** Writes the listings that an export left out to a file of their own. @throws ConfigError */
export async function writeRejected(file: string, rejected: RejectedListing[]): Promise<void> {
  const text = rejected.map((listing) => `${canonicalJson(listing as unknown as Json)}\n`).join('')
  await writeOutput(file, REJECTED, (draft) => writeFile(draft, text))
}

/** The file beside an export that holds what it left out. */
export function rejectedPath(file: string): string {
  return `${file.replace(/\.ndjson$/, '')}.rejected.ndjson`
}

/**
 * Reads an export line by line and checks it against its header.
 * @param options.dropAttributes Leaves out the source's own attributes, which are most of a file.
 * @throws ConfigError when it is no export, of another format, cut short or changed.
 */
export async function readExport(file: string, options: { dropAttributes?: boolean } = {}): Promise<ExportFile> {
  const hash = createHash('sha256')
  const lines = readLines(file, hash)
  const header = parseHeader((await lines.next()).value)
  if (!header) throw new ConfigError('not-an-export', `${file} does not begin with the header of an export.`)
  assertFormat(file, header)
  const items: ItemFields[] = []
  for await (const line of lines) {
    const item = parseItem(line)
    if (!item) throw damaged(file, `line ${items.length + 2} is no catalogue item`)
    if (options.dropAttributes) item.attributes = {}
    items.push(item)
  }
  if (items.length !== header.counts.items) {
    throw damaged(file, `it holds ${items.length} items, not ${header.counts.items}`)
  }
  if (`sha256:${hash.digest('hex')}` !== header.digest) throw damaged(file, 'its items are not those of its digest')
  return { header, items }
}

/** The header of a file, or `null` when it has none. */
export async function readExportHeader(file: string): Promise<ExportHeader | null> {
  for await (const line of readLines(file, createHash('sha256'))) return parseHeader(line)
  return null
}

/** The newest complete export that matches, or `null`. Files without a readable header are nobody's export. */
export async function newestExport(folder: string, match: ExportMatch): Promise<string | null> {
  for await (const { file, header } of exportsIn(folder, match)) if (matches(header, match)) return file
  return null
}

/** The header of the newest export of a shop, whatever was asked for. */
export async function newestHeader(folder: string, of: Omit<ExportMatch, 'query'>): Promise<ExportHeader | null> {
  for await (const { header } of exportsIn(folder, of)) if (isOf(header, of)) return header
  return null
}

async function* exportsIn(folder: string, of: Omit<ExportMatch, 'query'>) {
  const names = existsSync(folder) ? await readdir(folder) : []
  const candidates = names.filter((name) => name.startsWith(prefixOf(of)) && name.endsWith('.ndjson'))
  for (const name of candidates.sort().reverse()) {
    const file = join(folder, name)
    const header = await readExportHeader(file)
    if (header) yield { file, header }
  }
}

function isOf(header: ExportHeader, { provider, shop }: Omit<ExportMatch, 'query'>): boolean {
  return header.provider === provider && header[SHOP] === shop
}

function matches(header: ExportHeader, { query, ...of }: ExportMatch): boolean {
  const same = Object.entries(query).every(([key, value]) => canonicalJson(header.query[key]) === canonicalJson(value))
  return same && header.complete && isOf(header, of)
}

function assertFormat(file: string, { format_version }: ExportHeader): void {
  if (format_version.split('.')[0] === EXPORT_FORMAT.split('.')[0]) return
  const message = `${file} is an export of format ${format_version}; this program reads ${EXPORT_FORMAT}.`
  throw new ConfigError('export-format', message, { hints: ['Export again with "sync export".'] })
}

function damaged(file: string, reason: string): ConfigError {
  return new ConfigError('export-damaged', `${file} is incomplete or was changed: ${reason}.`, {
    hints: ['Delete it and export again with "sync export".'],
  })
}
