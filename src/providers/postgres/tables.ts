import type { Json } from '../../model/json.ts'
import { BASELINE, MAPPING, PRODUCT, THUMBNAIL, VARIANT } from './names.ts'

/** How a column takes and gives what a field holds. */
export type ColumnType = 'text' | 'numeric' | 'integer' | 'bigint' | 'json'

export interface Column {
  /** The field. */
  path: string
  name: string
  type: ColumnType
  /** Taken where the field is empty and the column may not be; as SQL. */
  fallback?: string
}

/** A table whose rows carry a version and a baseline. */
export interface Table {
  kind: string
  name: string
  /** What makes the key, beside the account. */
  key: readonly Column[]
  columns: readonly Column[]
}

const text = (name: string, path = name): Column => ({ path, name, type: 'text' })
const amount = (name: string): Column => ({ path: name, name, type: 'numeric' })
const count = (name: string): Column => ({ path: name, name, type: 'integer' })
const reference = (path: string): Column => ({ path, name: `${path}_id`, type: 'bigint' })

const TABLES: readonly Table[] = [
  {
    kind: PRODUCT,
    name: 'master_products',
    key: [text('master_sku')],
    columns: [
      text('name'),
      { ...text('status'), fallback: "'draft'" },
      text('gtin'),
      text('description'),
      text('brand'),
      amount('base_price'),
      text('currency'),
      count('stock'),
      count('weight_g'),
      reference(THUMBNAIL),
      text(BASELINE),
    ],
  },
  {
    kind: VARIANT,
    name: 'master_product_variants',
    key: [text('variant_sku')],
    columns: [
      reference('product'),
      { path: 'options', name: 'option_values', type: 'json', fallback: "'{}'::json" },
      text('gtin'),
      amount('price'),
      count('stock'),
      count('weight_g'),
      text(BASELINE),
    ],
  },
  {
    kind: MAPPING,
    name: 'platform_mappings',
    key: [text('platform'), text('shop'), text('platform_product_id'), text('platform_variant_id')],
    columns: [
      reference('product'),
      reference('variant'),
      { ...text('sync_status'), fallback: "'pending'" },
      amount('price'),
      text('currency'),
      text(BASELINE),
    ],
  },
]

/** `undefined` for a kind that is kept in another way. */
export const tableOf = (kind: string): Table | undefined => TABLES.find((table) => table.kind === kind)

/** The column of a row `t` in the form in which a field holds it. */
export function readable({ name, type }: Column): string {
  if (type === 'numeric') return `trim_scale(t.${name})::text AS ${name}`
  return type === 'bigint' ? `t.${name}::text AS ${name}` : `t.${name}`
}

/** The value of a field as a parameter; `u.NAME` gives it back to the column by `writable`. */
export function parameter({ type }: Pick<Column, 'type'>, value: Json | undefined): string | null {
  if (value === null || value === undefined) return null
  return type === 'json' || typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A parameter as the column takes it; texts are left to the column itself, which refuses what is too long. */
export function writable({ name, type, fallback }: Column): string {
  const value = type === 'text' ? `u.${name}` : `u.${name}::${type}`
  return fallback === undefined ? value : `coalesce(${value}, ${fallback})`
}
