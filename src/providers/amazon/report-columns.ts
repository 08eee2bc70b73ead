/** Columns of the listings report that are read, by the names that Amazon gives them in the languages of its shops. */
const NAMES = {
  name: ['item-name', 'artikelbezeichnung', 'nom-produit', '商品名', '商品名称'],
  description: ['item-description', 'artikelbeschreibung', 'description-article', '商品描述'],
  sku: [
    ...['seller-sku', 'sku', 'merchant-sku', 'händler-sku', 'verkäufer-sku', 'sku-vendeur', 'sku-du-vendeur'],
    ...['sku-del-vendedor', 'sku-vendedor', 'sku-venditore', 'sku-del-venditore', 'sku-do-vendedor', 'verkoper-sku'],
    ...['sku-sprzedawcy', 'säljar-sku', 'satıcı-sku', '出品者sku', '卖家-sku', '賣家-sku'],
  ],
  type: ['product-id-type', 'produkt-id-typ', 'type-id-produit', '商品idタイプ', '商品编码类型'],
  note: ['item-note', 'コンディション説明', '商品备注'],
  condition: ['item-condition', 'コンディション', '商品状况'],
  asin: ['asin1', 'asin-1', 'asin'],
  product: ['product-id', 'produkt-id', 'id-produit', '商品id', '商品编码'],
  status: ['status', 'listing-status', 'statut', 'stato', 'estado', 'ステータス', '状态', '狀態'],
} as const

export type Column = keyof typeof NAMES
/** -1 where the report has no such column. */
export type Columns = { [column in Column]: number }

/** Whole reports, and those of shops whose report is short (selling-partner-api-docs#580); the status may be left out. */
const ORDERS: { [column in Column]?: number }[] = [
  { name: 0, description: 1, sku: 3, type: 9, note: 11, condition: 12, asin: 16, product: 22, status: 28 },
  { name: 0, sku: 2, type: 6, note: 7, condition: 8, product: 11, status: 15 },
]
const WIDTHS = [
  [29, 28],
  [16, 15],
]

export interface FoundColumns {
  columns: Columns
  /** What could not be told by its name, in words. */
  notes: string[]
}

const ASIN = /^B[A-Z0-9]{9}$/

/** A named column beats everything else; then the known order counts, and last what stands in the cells. */
export function findColumns(header: string[], rows: string[][]): FoundColumns {
  const names = header.map(normalName)
  const order = ORDERS[WIDTHS.findIndex((widths) => widths.includes(header.length))] ?? {}
  const columns = Object.fromEntries(
    Object.entries(NAMES).map(([column, known]) => [column, placeOf(names, known, order[column as Column])]),
  ) as Columns
  const notes: string[] = []
  if (columns.asin < 0 && columns.product < 0) byOrder(columns, { order, rows, notes })
  if (columns.asin < 0 && columns.product < 0) byContent(columns, { header, rows, notes })
  if (columns.sku < 0 && order.sku !== undefined && isFree(columns, order.sku)) {
    columns.sku = order.sku
    notes.push(`The column "${header[order.sku]}" is taken for the seller's SKU by its place.`)
  }
  if (columns.status < 0 && order.status !== undefined && order.status < header.length && isFree(columns, order.status))
    columns.status = order.status
  if (columns.sku < 0)
    notes.push("No column can be told to hold the seller's SKUs: listings are known, their SKUs not.")
  return { columns, notes }
}

/** A name that stands there twice means the column where the known order has it, else the last. */
function placeOf(names: string[], known: readonly string[], ordered: number | undefined): number {
  const places = known.flatMap((name) => names.flatMap((other, place) => (other === name ? [place] : [])))
  const [first = -1] = places
  if (places.length < 2) return first
  return ordered !== undefined && places.includes(ordered) ? ordered : Math.max(...places)
}

interface Guess {
  order: { [column in Column]?: number }
  rows: string[][]
  notes: string[]
}

function byOrder(columns: Columns, { order, rows, notes }: Guess): void {
  for (const column of ['asin', 'product', 'type'] as const) {
    const place = order[column]
    if (place === undefined || !isFree(columns, place)) continue
    if (column === 'asin' && rows.some((row) => (row[place] ?? '') !== '' && !ASIN.test(row[place] ?? ''))) continue
    columns[column] = place
  }
  if (columns.asin >= 0 || columns.product >= 0)
    notes.push('The names of the columns are not known; they are taken by their places.')
}

function byContent(columns: Columns, { header, rows, notes }: Omit<Guess, 'order'> & { header: string[] }): void {
  const counts = header.map((_, place) =>
    isFree(columns, place) ? rows.filter((row) => ASIN.test(row[place] ?? '')).length : 0,
  )
  const most = Math.max(0, ...counts)
  if (most * 2 <= rows.length) return
  columns.asin = counts.indexOf(most)
  notes.push(`The column "${header[columns.asin]}" is taken for the ASINs by what stands in it.`)
}

function isFree(columns: Columns, place: number): boolean {
  return !Object.values(columns).includes(place)
}

/** Blanks, hyphens and underscores are one, whatever the case. */
function normalName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
}

/** True when at least one name is one of Amazon's: what has none is no listings report. */
export function isListingsHeader(header: string[]): boolean {
  const known = new Set<string>(Object.values(NAMES).flat())
  return header.some((name) => known.has(normalName(name)))
}
