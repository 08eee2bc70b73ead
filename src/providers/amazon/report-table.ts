import { isAsin } from './asin.ts'
import { type Columns, findColumns, isListingsHeader } from './report-columns.ts'
import { assembleRows } from './report-rows.ts'

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

const ASIN_TYPE = '1'
const CODE_TYPES: { [type: string]: CodedListing['type'] } = { 2: 'ISBN', 3: 'UPC', 4: 'EAN' }
/** `item-condition` 11 is new; 1 to 10 are used, collectible and refurbished ones. */
const NEW = '11'

/**
 * The listings in a report GET_MERCHANT_LISTINGS_ALL_DATA: tab-delimited, without quoting. `null`: the text is no such
 * report, and says nothing about what there is.
 */
export function parseListings(text: string): ListingsTable | null {
  const lines = linesOf(text)
  const header = (lines[0] ?? '').split('\t').map((name) => name.trim())
  if (header.length < 2) return null
  const body = lines.slice(1).filter((line) => line.trim() !== '')
  const sample = body
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((row) => row.length === header.length)
  const { columns, notes } = findColumns(header, sample)
  const named = columns.asin >= 0 || columns.product >= 0
  if (!named || (body.length === 0 && !isListingsHeader(header))) return null
  const table: ListingsTable = { rows: [], coded: [], unread: [], notes }
  for (const row of assembleRows(body, header.length, columns)) {
    if ('broken' in row) table.unread.push(nameOf(row.broken, columns))
    else take(table, row.cells, columns)
  }
  return table
}

/** Lines end as the header's does: a carriage return within a text is no end of a line. */
function linesOf(text: string): string[] {
  const whole = text.replace(/^\uFEFF/, '')
  return whole.includes('\n') ? whole.split(/\r?\n/) : whole.split('\r')
}

function take(table: ListingsTable, cells: string[], columns: Columns): void {
  const cell = (column: keyof Columns): string => cells[columns[column]] ?? ''
  const status = STATUSES.get(cell('status').toLowerCase()) ?? null
  const condition = cell('condition') === '' ? null : cell('condition') === NEW ? 'new' : 'used'
  const offer = { sku: cell('sku') || null, status, condition } as const
  const type = cell('type')
  const asin = [cell('asin'), type === ASIN_TYPE || type === '' ? cell('product') : ''].find(isAsin)
  const code = CODE_TYPES[type]
  if (asin !== undefined) table.rows.push({ asin, ...offer })
  else if (code !== undefined && cell('product') !== '')
    table.coded.push({ type: code, code: cell('product'), ...offer })
  else table.unread.push(nameOf(cells, columns))
}

/** The SKU, where the row is whole enough to tell; else how it begins. */
function nameOf(cells: string[], { sku }: Columns): string {
  const known = cells[sku]
  return known ? `SKU ${known}` : `a row that begins with "${cells.join(' ').slice(0, 40)}"`
}

function words(status: ListingStatus, list: string): [string, ListingStatus][] {
  return list.split(' ').map((word) => [word, status])
}
