import type { Session } from '../../database/database.ts'
import type { FindQuery, Found, FoundProduct, FoundVariant } from '../../model/target-database.ts'

/** As the index of names is made: a query in other words would read the whole table. */
export const NAME_INDEX = "to_tsvector('simple', name)"
/** What the partial index of mappings leaves out. */
const IN_STEP = 'synced'

export interface Statement {
  text: string
  values: unknown[]
}

/** The products that a query means, all of it by indexes; words and codes are values, never SQL. */
export function findStatement(organisation: string, query: FindQuery): Statement {
  const values: unknown[] = [organisation]
  const value = (given: unknown): string => `$${values.push(given)}`
  const conditions = ['p.account = $1']
  const { name, sku, gtin, status, syncStatus } = query
  if (name !== undefined)
    conditions.push(`${NAME_INDEX.replace('name)', 'p.name)')} @@ plainto_tsquery('simple', ${value(name)})`)
  if (sku !== undefined) conditions.push(skuCondition(value(sku)))
  if (gtin !== undefined) conditions.push(gtinCondition(value(formsOf(gtin))))
  if (status !== undefined) conditions.push(`p.status = ${value(status)}`)
  if (syncStatus !== undefined) conditions.push(syncCondition(syncStatus, value))
  const text = `
    SELECT p.id::text AS id, p.master_sku, p.name, p.status, p.gtin, count(*) OVER ()::text AS total
    FROM master_products p WHERE ${conditions.join(' AND ')} ORDER BY p.master_sku LIMIT ${value(query.limit)}::int`
  return { text, values }
}

function skuCondition(place: string): string {
  return `p.id IN (SELECT o.id FROM master_products o WHERE o.account = $1 AND o.master_sku = ${place}
    UNION ALL SELECT v.product_id FROM master_product_variants v WHERE v.account = $1 AND v.variant_sku = ${place})`
}

function gtinCondition(place: string): string {
  return `p.id IN (SELECT o.id FROM master_products o WHERE o.account = $1 AND o.gtin = ANY (${place}::text[])
    UNION ALL SELECT v.product_id FROM master_product_variants v WHERE v.account = $1 AND v.gtin = ANY (${place}::text[]))`
}

/** The literal lets the database see that the partial index serves. */
function syncCondition(status: string, value: (given: unknown) => string): string {
  const partial = status === IN_STEP ? '' : ` AND m.sync_status <> '${IN_STEP}'`
  return `p.id IN (SELECT m.product_id FROM platform_mappings m WHERE m.account = $1 AND m.sync_status = ${value(status)}${partial})`
}

const LENGTHS = [8, 12, 13, 14]

/** One code is written with and without zeros in front. */
function formsOf(gtin: string): string[] {
  if (!/^\d+$/.test(gtin)) return [gtin]
  const bare = gtin.replace(/^0+/, '')
  return [
    ...new Set([
      gtin,
      ...LENGTHS.filter((length) => length >= bare.length).map((length) => bare.padStart(length, '0')),
    ]),
  ]
}

const VARIANTS = `
  SELECT v.product_id::text AS product, v.variant_sku, v.gtin, trim_scale(v.price)::text AS price, v.stock
  FROM master_product_variants v WHERE v.product_id = ANY ($1::bigint[]) ORDER BY v.variant_sku`

export async function findProducts({ run }: Session, organisation: string, query: FindQuery): Promise<Found> {
  const { text, values } = findStatement(organisation, query)
  const rows = await run<Omit<FoundProduct, 'variants'> & { id: string; total: string }>('find product', text, values)
  if (rows.length === 0) return { products: [], total: 0 }
  const ids = rows.map(({ id }) => id)
  const variants = await run<{ [column in keyof FoundVariant]: FoundVariant[column] } & { product: string }>(
    'find variant',
    VARIANTS,
    [ids],
  )
  const byProduct = Map.groupBy(variants, ({ product }) => product)
  const products = rows.map(({ id, master_sku, name, status, gtin }) => ({
    ...{ master_sku, name, status, gtin },
    variants: (byProduct.get(id) ?? []).map(({ variant_sku, gtin: code, price, stock }) => ({
      variant_sku,
      gtin: code,
      price,
      stock,
    })),
  }))
  return { products, total: Number(rows[0]?.total ?? 0) }
}
