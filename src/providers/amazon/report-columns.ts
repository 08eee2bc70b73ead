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

type Order = { [column in Column]?: number }

/** Whole reports, and those of shops whose report is short (selling-partner-api-docs#580); the status may be left out. */
const ORDERS: Order[] = [
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

/** A named column beats everything else; what no name tells is taken by its place, where the order is the known one. */
export function findColumns(header: string[], rows: string[][]): FoundColumns {
  const names = header.map(normalName)
  const known = ORDERS[WIDTHS.findIndex((widths) => widths.includes(header.length))] ?? {}
  const columns = Object.fromEntries(
    Object.entries(NAMES).map(([column, spellings]) => [column, placeOf(names, spellings, known[column as Column])]),
  ) as Columns
  const order =
    isOrderOf(columns, known) && rows.filter((row) => fits(row, known)).length * 2 >= rows.length ? known : {}
  const notes: string[] = []
  if (columns.asin < 0 && columns.product < 0) byOrder(columns, order, notes)
  for (const [column, what] of [['sku', "the seller's SKU"] as const, ['status', 'the status'] as const]) {
    const place = order[column]
    if (columns[column] >= 0 || place === undefined || place >= header.length || !isFree(columns, place)) continue
    columns[column] = place
    notes.push(`The column "${header[place]}" is taken for ${what} by its place.`)
  }
  if (columns.sku < 0)
    notes.push("No column can be told to hold the seller's SKUs: listings are known, their SKUs not.")
  return { columns, notes }
}

/** Columns that are known by name stand where the order has them. */
function isOrderOf(columns: Columns, order: Order): boolean {
  return Object.entries(order).every(([column, place]) => [-1, place].includes(columns[column as Column]))
}

/** In its places stand what the order has there. */
function fits(row: string[], { asin, type }: Order): boolean {
  const cell = (place: number | undefined): string => (place === undefined ? '' : (row[place] ?? ''))
  return /^(B[A-Z0-9]{9}|\d{9}[\dX])?$/.test(cell(asin)) && /^[1-4]?$/.test(cell(type))
}

/** A name that stands there twice means the column where the known order has it, else the last. */
function placeOf(names: string[], known: readonly string[], ordered: number | undefined): number {
  const places = known.flatMap((name) => names.flatMap((other, place) => (other === name ? [place] : [])))
  const [first = -1] = places
  if (places.length < 2) return first
  return ordered !== undefined && places.includes(ordered) ? ordered : Math.max(...places)
}

function byOrder(columns: Columns, order: Order, notes: string[]): void {
  for (const column of ['asin', 'product', 'type'] as const) {
    const place = order[column]
    if (place !== undefined && isFree(columns, place)) columns[column] = place
  }
  if (columns.asin >= 0 || columns.product >= 0)
    notes.push('The names of the columns are not known; they are taken by their places.')
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
