import type { Json, JsonObject } from '../../../src/model/json.ts'
import type { Catalogue } from './catalogue.ts'

/** What a catalogue holds, line by line; ids go by names. */
export interface Contents {
  products: JsonObject[]
  variants: JsonObject[]
  mappings: JsonObject[]
  assets: JsonObject[]
  attributes: JsonObject[]
  categories: JsonObject[]
}

const IN_ORDER = `(SELECT coalesce(json_agg(a.filename ORDER BY i.position), '[]') FROM product_images i
  JOIN assets a ON a.id = i.asset_id WHERE i.product_id = p.id AND i.gallery = 'images')`

const QUERIES: { readonly [table in keyof Contents]: string } = {
  products: `SELECT p.account, p.master_sku, p.name, p.status, p.gtin, p.description, p.brand, c.name AS category,
      p.base_price::text AS base_price, p.currency::text AS currency, p.stock, p.weight_g, p.attributes,
      t.filename AS thumbnail, ${IN_ORDER} AS images
    FROM master_products p LEFT JOIN categories c ON c.id = p.category_id LEFT JOIN assets t ON t.id = p.thumbnail_id`,
  variants: `SELECT v.variant_sku, p.master_sku, v.option_values AS options, v.gtin, v.price::text AS price, v.stock, v.weight_g
    FROM master_product_variants v JOIN master_products p ON p.id = v.product_id`,
  mappings: `SELECT m.platform, m.shop, m.platform_product_id AS product, m.platform_variant_id AS variant, p.master_sku,
      v.variant_sku, m.sync_status, m.price::text AS price, m.currency::text AS currency, r.body AS raw
    FROM platform_mappings m JOIN master_products p ON p.id = m.product_id
    JOIN master_product_variants v ON v.id = m.variant_id LEFT JOIN raw_import_data r ON r.id = m.raw_id`,
  assets: 'SELECT filename, url FROM assets',
  attributes: 'SELECT label, name, type, to_json(options) AS options FROM attribute_definitions',
  categories: 'SELECT name FROM categories',
}

export async function contentsOf({ sql }: Pick<Catalogue, 'sql'>): Promise<Contents> {
  const entries: [string, JsonObject[]][] = []
  for (const [table, query] of Object.entries(QUERIES)) {
    entries.push([table, inOrder((await sql<JsonObject>(query)).map(inOneForm))])
  }
  return Object.fromEntries(entries) as unknown as Contents
}

export const inOrder = (rows: JsonObject[]): JsonObject[] =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** Names within JSON stand in no order. */
export function inOneForm<T extends Json>(value: T): T {
  if (Array.isArray(value)) return value.map(inOneForm) as T
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([name, inner]) => [name, inOneForm(inner)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) as T
}

/** Rows of all tables, what was last written to them among it, and how often each was written. */
export async function catalogueText(catalogue: Pick<Catalogue, 'sql'>): Promise<string> {
  const contents = await contentsOf(catalogue)
  const written = await catalogue.sql(
    `SELECT kind, sku, count(*)::int AS changes, count(DISTINCT row_id)::int AS rows FROM catalog_changes GROUP BY 1, 2`,
  )
  const marks = await catalogue.sql(`${MARKS} ORDER BY 1, 2`)
  const raw = await catalogue.sql('SELECT platform, shop, external_id, body FROM raw_import_data')
  const all = { ...contents, written, marks, raw }
  return Object.entries(all)
    .flatMap(([table, rows]) => rows.map((row) => `${table} ${JSON.stringify(inOneForm(row as JsonObject))}`))
    .sort()
    .join('\n')
}

/** Texts of baselines name their run; that they are there is told. */
const MARKS = [
  ['master_products', 'master_sku'],
  ['master_product_variants', 'variant_sku'],
  ['platform_mappings', "platform_product_id || '/' || coalesce(platform_variant_id, '')"],
]
  .map(
    ([table, key]) =>
      `SELECT '${table}' AS "table", ${key} AS key, version::int AS version, baseline IS NOT NULL AS baseline,
         created_run IS NOT NULL AS made FROM ${table}`,
  )
  .join(' UNION ALL ')

/** What is there more than once. */
export async function twiceIn({ sql }: Pick<Catalogue, 'sql'>): Promise<string[]> {
  const rows = await sql<{ what: string }>(
    [
      "SELECT 'variant ' || platform_variant_id AS what FROM platform_mappings GROUP BY 1 HAVING count(*) > 1",
      "SELECT 'asset ' || url FROM assets GROUP BY 1 HAVING count(*) > 1",
      "SELECT 'product ' || name FROM master_products GROUP BY 1 HAVING count(*) > 1",
      "SELECT 'operation ' || operation FROM catalog_changes GROUP BY run_id, 1 HAVING count(*) > 1",
    ].join(' UNION ALL '),
  )
  return rows.map(({ what }) => what)
}
