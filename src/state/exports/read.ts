import { createHash } from 'node:crypto'
import { counted } from '../../model/counted.ts'
import { ConfigError } from '../../model/errors.ts'
import type { ExportHeader } from '../../model/export.ts'
import type { ItemFields } from '../../model/item.ts'
import { EXPORT_FORMAT, parseHeader } from './header.ts'
import { parseItem } from './item.ts'
import { readLines } from './lines.ts'

/** An export file; its items are sorted by their id. */
export interface ExportFile {
  header: ExportHeader
  items: ItemFields[]
}

/**
 * Reads an export line by line and checks it against its header.
 * @param options.dropAttributes Leaves out the source's own attributes, which are most of a file.
 * @throws ConfigError when it is no export, of another format, cut short or changed.
 */
export async function readExport(file: string, options: { dropAttributes?: boolean } = {}): Promise<ExportFile> {
  const items: ItemFields[] = []
  const header = await scanExport(file, (item) => {
    if (options.dropAttributes) item.attributes = {}
    items.push(item)
  })
  return { header, items }
}

/** Where an item's line is in the file, in bytes; of a file that is packed, in what is unpacked. */
export interface LinePlace {
  start: number
  length: number
}

/** The same, one item after the other: only what is kept of them takes memory. Gives the header once all is checked. */
export async function scanExport(
  file: string,
  each: (item: ItemFields, place: LinePlace) => void,
): Promise<ExportHeader> {
  const hash = createHash('sha256')
  const lines = readLines(file, hash)
  const first: string = (await lines.next()).value ?? ''
  const header = parseHeader(first)
  if (!header) throw new ConfigError('not-an-export', `${file} does not begin with the header of an export.`)
  assertFormat(file, header)
  let items = 0
  let start = Buffer.byteLength(first) + 1
  for await (const line of lines) {
    const item = parseItem(line)
    if (!item) throw damaged(file, `line ${items + 2} is no catalogue item`)
    items += 1
    const length = Buffer.byteLength(line)
    each(item, { start, length })
    start += length + 1
  }
  if (items !== header.counts.items) {
    throw damaged(file, `it holds ${counted(items, 'item')}, not ${header.counts.items}`)
  }
  if (`sha256:${hash.digest('hex')}` !== header.digest) throw damaged(file, 'its items are not those of its digest')
  return header
}

/** The header of a file, or `null` when it has none. */
export async function readExportHeader(file: string): Promise<ExportHeader | null> {
  for await (const line of readLines(file, createHash('sha256'))) return parseHeader(line)
  return null
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
