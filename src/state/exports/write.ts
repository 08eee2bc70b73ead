import { writeFile } from 'node:fs/promises'
import { ITEM_ID } from '../../model/edge-names.ts'
import type { ExportHeader } from '../../model/export.ts'
import type { ItemFields } from '../../model/item.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import type { RejectedListing } from '../../model/source.ts'
import { prepareOutput, writeOutput } from '../output-file.ts'
import type { OutputKind } from '../output-kind.ts'
import { findPlace } from '../output-place.ts'
import { writeDigested } from '../pieces.ts'
import { type ExportFacts, headerOf } from './header.ts'
import { formatItem, sortItems } from './item.ts'

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
