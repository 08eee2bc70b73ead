import { isAsin } from './asin.ts'

export type ListingStatus = 'ACTIVE' | 'INACTIVE' | 'INCOMPLETE'

/** One of the seller's own listings. */
export interface OwnListing {
  asin: string
  sku: string | null
  status: ListingStatus | null
}

/** What Amazon writes into the column `status`, in the languages of its shops; keys in lower case. */
const STATUSES: { [word: string]: ListingStatus } = {
  ...words('ACTIVE', 'active aktiv actif activo ativo attivo actief aktywny aktywna 出品中'),
  ...words('INACTIVE', 'inactive inaktiv inactif inactivo inativo inattivo inactief nieaktywny nieaktywna 停止中'),
  ...words('INCOMPLETE', 'incomplete unvollständig incomplet incompleto onvolledig ofullständig niekompletny 不完全'),
}

const ASIN_TYPE = '1'

/**
 * The listings in a report GET_MERCHANT_LISTINGS_ALL_DATA: tab-delimited, without quoting. Columns are found by name;
 * where the names are in another language, by what stands in them.
 */
export function parseListings(text: string): OwnListing[] {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const names = head.split('\t').map((name) => name.trim().toLowerCase())
  const rows = lines.filter((line) => line.trim() !== '').map((line) => line.split('\t').map((cell) => cell.trim()))
  const at = columnsOf(names, rows)
  return rows.flatMap((row) => {
    const typed = row[at.type] === ASIN_TYPE ? row[at.product] : undefined
    const asin = [row[at.asin], typed].find(isAsin)
    if (asin === undefined) return []
    return [{ asin, sku: row[at.sku] || null, status: STATUSES[row[at.status]?.toLowerCase() ?? ''] ?? null }]
  })
}

function columnsOf(names: string[], rows: string[][]) {
  const named = (name: string) => names.indexOf(name)
  const status = named('status')
  return {
    asin: named('asin1') >= 0 ? named('asin1') : columnOf(names, rows, (cell) => /^B[A-Z0-9]{9}$/.test(cell)),
    status: status >= 0 ? status : columnOf(names, rows, (cell) => cell.toLowerCase() in STATUSES),
    sku: named('seller-sku'),
    product: named('product-id'),
    type: named('product-id-type'),
  }
}

/** The column in which most cells are such; -1 where it is less than half of them. */
function columnOf(names: string[], rows: string[][], matches: (cell: string) => boolean): number {
  const counts = names.map((_, column) => rows.filter((row) => matches(row[column] ?? '')).length)
  const most = Math.max(0, ...counts)
  return most * 2 > rows.length ? counts.indexOf(most) : -1
}

function words(status: ListingStatus, list: string): { [word: string]: ListingStatus } {
  return Object.fromEntries(list.split(' ').map((word) => [word, status]))
}
