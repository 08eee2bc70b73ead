import type { Row } from '../../database/database.ts'
import { type Fields, withoutEmpty } from '../../model/fields.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import { listingKey } from './mapping-key.ts'
import { ATTRIBUTES, GALLERY, MAPPING, PRODUCT, VARIANT } from './names.ts'
import { readable, type Table } from './tables.ts'

/** What only products have: their category by its name, and the ids of their images in order. */
const OF_PRODUCTS = `
  (SELECT c.name FROM categories c WHERE c.id = t.category_id) AS category, t.attributes,
  (SELECT json_agg(i.asset_id::text ORDER BY i.position) FROM product_images i
   WHERE i.product_id = t.id AND i.gallery = '${GALLERY}') AS images`

/** What is selected of a row `t`, whatever it is selected for. */
export function selection({ kind, key, columns }: Table): string {
  const own = [...key, ...columns].map(readable)
  return ['t.id::text AS id', 't.version::text AS version', ...own, ...(kind === PRODUCT ? [OF_PRODUCTS] : [])].join(
    ', ',
  )
}

/** A row as the engine sees it. */
export function liveRow({ kind, key: keys, columns }: Table, row: Row): LiveResource {
  const key = kind === MAPPING ? listingOf(row) : String(row[keys[0]?.name ?? ''])
  const own = columns.map(({ path, name }): [string, Json] => [path, (row[name] ?? null) as Json])
  const fields: Fields = Object.fromEntries(own)
  if (kind === PRODUCT) Object.assign(fields, productFields(row))
  if (kind === VARIANT) fields.options = withoutNothing(fields.options)
  if (kind === MAPPING) for (const { path, name } of keys) fields[path] = (row[name] ?? null) as Json
  return { kind, key, id: String(row.id), fields: withoutEmpty(fields), revision: revisionOf(row) }
}

function listingOf(row: Row): string {
  const {
    platform,
    shop,
    platform_product_id: product,
    platform_variant_id: variant,
  } = row as { [name: string]: string }
  return listingKey({
    platform: String(platform),
    shop: String(shop),
    product: String(product),
    variant: variant === null || variant === undefined ? null : String(variant),
  })
}

function productFields(row: Row): Fields {
  const { category = null, attributes, images } = row as { category?: Json; attributes?: JsonObject; images?: Json }
  const further = Object.entries(attributes ?? {}).map(([name, value]) => [`${ATTRIBUTES}.${name}`, value] as const)
  return { category, ...Object.fromEntries(further), [GALLERY]: images ?? null }
}

/** `{}` is what a column holds that may not be empty. */
function withoutNothing(value: Json | undefined): Json {
  const isNothing = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  return value === undefined || isNothing ? null : value
}

/** The version of the row, which every change of it raises; images stand in a table of their own. */
function revisionOf({ version, images }: Row): string {
  return Array.isArray(images) ? `${version}:${images.join(',')}` : String(version)
}
