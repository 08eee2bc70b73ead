import { ConfigError } from '../model/errors.ts'
import type { ExportHeader, ExportReport } from '../model/export.ts'
import type { ItemFields } from '../model/item.ts'
import type { Source, SourceRequest } from '../model/source.ts'
import { newestExport } from '../state/exports/folder.ts'
import { type FormerItems, openItems } from '../state/exports/former-items.ts'
import type { Work } from '../state/exports/open-work.ts'
import { readExportHeader } from '../state/exports/read.ts'

/** Every so many exports all details are read again, and after so long: what a source forgets to date would stay for ever. */
const MOST_IN_A_ROW = 9
const LONGEST_MS = 7 * 24 * 3_600_000

interface Reading {
  source: Pick<Source, 'name'>
  request: SourceRequest
  /** Where exports are kept. */
  folder: string
  kept?: boolean
}

/** The newest complete export of the same query, for a read that takes over what did not change since. */
export function formerExport({ source, request, folder, kept = true }: Reading, { start }: Pick<Work, 'start'>) {
  let built: ExportReport['built_on']
  let found: Promise<FormerItems | null> | null = null
  const find = async (): Promise<FormerItems | null> => {
    const match = { provider: source.name, shop: request.shop, query: request.query }
    const file = kept ? await newestExport(folder, match) : null
    const header = file === null ? null : await readExportHeader(file)
    const next = header && nextInRow(header, start.started_at)
    const items = file === null || !next ? null : await itemsOf(file)
    if (items !== null && next) built = next
    return items
  }
  return {
    before(): Promise<ReadonlyMap<string, ItemFields> | null> {
      found ??= find()
      return found
    },
    /** Nothing is asked of it any more. */
    close: async (): Promise<void> => (await found?.catch(() => null))?.close(),
    /** For the header; nothing when no item was taken over. */
    built: (): Pick<ExportReport, 'built_on'> => (built ? { built_on: built } : {}),
  }
}

/** `null` for a damaged file: then everything is read again. */
async function itemsOf(file: string): Promise<FormerItems | null> {
  try {
    return await openItems(file)
  } catch (error) {
    if (error instanceof ConfigError) return null
    throw error
  }
}

/** `null`: it is time to read all details again. The age counts from when the read began, so that a resumed one decides alike. */
function nextInRow({ report, exported_at }: ExportHeader, began: string): ExportReport['built_on'] | null {
  const { exports, since } = report?.built_on ?? { exports: 0, since: exported_at }
  const age = Date.parse(began) - Date.parse(since)
  return exports < MOST_IN_A_ROW && age <= LONGEST_MS ? { exports: exports + 1, since } : null
}
