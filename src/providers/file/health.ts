import { asRefusal, type Check, failed, failedBy, passed } from '../../model/check.ts'
import { type OpenFile, openFile } from './open-file.ts'
import type { Table } from './rows.ts'
import type { FileWants } from './source-settings.ts'

export interface SourceHealth {
  /** Absolute. */
  place: string
  wants: FileWants
  /** @throws ConfigError when it is no table, or lacks columns that `sync.yaml` names */
  tableOf(file: OpenFile, wants: FileWants, signal: AbortSignal): Promise<Table>
}

/** Whether the file is there and may be read, what it is taken for, and whether it has the columns. */
export async function* sourceHealth(
  { place, wants, tableOf }: SourceHealth,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { path } = wants
  let file: OpenFile
  try {
    file = await openFile(place, path)
  } catch (error) {
    yield failedBy('file', asRefusal(error, signal))
    return
  }
  yield passed('file', `${path} can be read (${sizeText(file.size)}).`)
  try {
    const table = await tableOf(file, wants, signal)
    const number = table.columns?.length
    const columns = number === undefined ? '' : `, with all columns that sync.yaml names (${number} in all)`
    yield (await holdsRows(table))
      ? passed('columns', `It is ${table.form}${columns}.`)
      : failed('columns', `${path} holds no rows.`, 'Export it again.')
  } catch (error) {
    yield failedBy('columns', asRefusal(error, signal))
  } finally {
    await file.close()
  }
}

/** Reading goes no further than the first row. */
async function holdsRows({ rows }: Table): Promise<boolean> {
  for await (const _ of rows) return true
  return false
}

const UNITS = ['bytes', 'kB', 'MB', 'GB']

function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${Math.round(bytes / 1000 ** power)} ${UNITS[power]}`
}
