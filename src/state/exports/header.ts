import { createHash } from 'node:crypto'
import { SHOP } from '../../model/edge-names.ts'
import type { ExportHeader } from '../../model/export.ts'
import type { ItemFields } from '../../model/item.ts'
import { formatItem, sortItems } from './item.ts'

/** The major number changes when an older program must not read the file. */
export const EXPORT_FORMAT = '1.0'

/** What the maker of an export knows; the rest of the header follows from the items. */
export type ExportFacts = Omit<ExportHeader, 'format_version' | 'digest'>

/** `digest` is the SHA-256 in hex over the lines of the items. */
export function headerOf(facts: ExportFacts, items: number, digest: string): ExportHeader {
  const { provider, [SHOP]: shop, query, complete, counts, report, exported_at } = facts
  return {
    format_version: EXPORT_FORMAT,
    provider,
    [SHOP]: shop,
    query,
    complete,
    counts: { ...counts, items },
    ...(report && { report }),
    digest: `sha256:${digest}`,
    exported_at,
  }
}

/** The header of an export with these items that is not in a file. */
export function headerFor(facts: ExportFacts, items: ItemFields[]): ExportHeader {
  const hash = createHash('sha256')
  for (const item of sortItems(items)) hash.update(formatItem(item))
  return headerOf(facts, items.length, hash.digest('hex'))
}

/** The header in the first line of a file, or `null` when the line is none. */
export function parseHeader(line: string | undefined): ExportHeader | null {
  try {
    const value: unknown = JSON.parse(line ?? '')
    return isHeader(value) ? value : null
  } catch {
    return null
  }
}

function isHeader(value: unknown): value is ExportHeader {
  if (!isObject(value)) return false
  const header = value as { [key in keyof ExportHeader]?: unknown }
  const texts = [header.format_version, header.provider, header[SHOP], header.digest, header.exported_at]
  return texts.every((text) => typeof text === 'string') && isObject(header.counts) && isObject(header.query)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
