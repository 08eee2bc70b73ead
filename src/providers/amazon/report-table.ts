import { isAsin } from './asin.ts'
import { type Columns, type FoundColumns, findColumns, isListingsHeader } from './report-columns.ts'
import { linesOf } from './report-lines.ts'
import { assembleRows, cellsOf } from './report-rows.ts'

export type ListingStatus = 'ACTIVE' | 'INACTIVE' | 'INCOMPLETE'

/** One of the seller's own listings. */
export interface OwnListing {
  asin: string
  sku: string | null
  status: ListingStatus | null
  condition: 'new' | 'used' | null
}

/** A listing that the report names by a code alone. */
export interface CodedListing extends Omit<OwnListing, 'asin'> {
  type: 'EAN' | 'UPC' | 'ISBN'
  code: string
}

/** What a report holds, with an account of every row. */
export interface ListingsTable {
  rows: OwnListing[]
  coded: CodedListing[]
  /** Rows that say nothing that can be used, by what is known of them. */
  unread: string[]
  notes: string[]
}

/** What Amazon writes into the column `status`, in the languages of its shops; keys in lower case. */
const STATUSES = new Map<string, ListingStatus>([
  ...words('ACTIVE', 'active aktiv actif activo ativo attivo actief aktywny aktywna aktif 出品中 在售 有效'),
  ...words(
    'INACTIVE',
    'inactive inaktiv inactif inactivo inativo inattivo inactief nieaktywny nieaktywna 停止中 停售 无效',
  ),
  ...words(
    'INCOMPLETE',
    'incomplete unvollständig incomplet incompleto onvolledig ofullständig niekompletny 不完全 不完整',
  ),
])

const MOST_STATUSES = 5

const ASIN_TYPE = '1'
const CODE_TYPES: { [type: string]: CodedListing['type'] } = { 2: 'ISBN', 3: 'UPC', 4: 'EAN' }
/** `item-condition` 11 is new; 1 to 10 are used, collectible and refurbished ones. */
const NEW = '11'

/**
 * The listings in a report GET_MERCHANT_LISTINGS_ALL_DATA: tab-delimited, without quoting. It is read while it comes:
 * only what the rows say is kept. `begins`: the text is no such report, and says nothing about what there is.
 */
export async function readListings(text: AsyncIterable<string>): Promise<ListingsTable | { begins: string }> {
  const batches = linesOf(text)
  const { value: first = [] } = await batches.next()
  const [head = '', ...lines] = first
  const header = cellsOf(head.replace(/^\uFEFF/, ''))
  const found = columnsOf(header, lines)
  if (found === null) {
    await batches.return(undefined)
    return { begins: first.join(' ').slice(0, 40) }
  }
  const { columns, notes } = found
  const table: ListingsTable = { rows: [], coded: [], unread: [], notes }
  for await (const rows of assembleRows(following(lines, batches), { width: header.length, columns })) {
    for (const row of rows) {
      if ('broken' in row) table.unread.push(nameOf(row.broken, columns))
      else take(table, row.cells, columns)
    }
  }
  return table
}

/** `null`: these are not the first lines of a report. */
function columnsOf(header: string[], lines: string[]): FoundColumns | null {
  if (header.length < 2) return null
  const body = lines.filter((line) => line.trim() !== '')
  const sample = body.map(cellsOf).filter((row) => row.length === header.length)
  const found = findColumns(header, sample)
  const named = found.columns.asin >= 0 || found.columns.product >= 0
  return named && (body.length > 0 || isListingsHeader(header)) ? found : null
}

async function* following(first: string[], batches: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  yield first
  yield* batches
}

function take(table: ListingsTable, cells: string[], columns: Columns): void {
  const cell = (column: keyof Columns): string => cells[columns[column]] ?? ''
  const status = statusOf(cell('status'), table.notes)
  const condition = cell('condition') === '' ? null : cell('condition') === NEW ? 'new' : 'used'
  const offer = { sku: detached(cell('sku')) || null, status, condition } as const
  const type = cell('type')
  const asin = [cell('asin'), type === ASIN_TYPE || type === '' ? cell('product') : ''].find(isAsin)
  const code = CODE_TYPES[type]
  if (asin !== undefined) table.rows.push({ asin: detached(asin), ...offer })
  else if (code !== undefined && cell('product') !== '')
    table.coded.push({ type: code, code: detached(cell('product')), ...offer })
  else table.unread.push(nameOf(cells, columns))
}

/** Every status that is not known is noted, up to a few. */
function statusOf(word: string, notes: string[]): ListingStatus | null {
  const status = STATUSES.get(word.toLowerCase()) ?? null
  if (status !== null || word === '') return status
  const more = 'Further statuses are not known either.'
  const told = `The status "${detached(word.slice(0, 40))}" is not known; listings that have it are taken to have none.`
  if (notes.includes(told) || notes.includes(more)) return null
  notes.push(notes.filter((one) => one.startsWith('The status "')).length < MOST_STATUSES ? told : more)
  return null
}

/** The SKU, where the row is whole enough to tell; else how it begins. */
function nameOf(cells: string[], { sku }: Columns): string {
  const known = cells[sku]
  return detached(known ? `SKU ${known}` : `a row that begins with "${cells.join(' ').slice(0, 40)}"`)
}

/** The same text on its own: a part of a text holds on to the whole, which here is a piece of the report. */
function detached(part: string): string {
  return Buffer.from(part, 'utf16le').toString('utf16le')
}

function words(status: ListingStatus, list: string): [string, ListingStatus][] {
  return list.split(' ').map((word) => [word, status])
}
