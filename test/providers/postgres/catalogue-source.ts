import type { JsonObject } from '../../../src/model/json.ts'
import type { SourceRequest, SourceResult } from '../../../src/model/source.ts'
import type { CatalogueItem } from '../../../src/providers/postgres/catalogue-item.ts'
import { createPostgresSource } from '../../../src/providers/postgres/source.ts'
import { parseSource, sourceWantsOf } from '../../../src/providers/postgres/source-settings.ts'
import { contextWith } from '../../contract/source-fixture.ts'
import { catalogueWorld, type Driver, running, surroundings } from '../../support/postgres.ts'

interface Variant {
  sku: string
  price?: string
  gtin?: string
  stock?: number
  weight_g?: number
  options?: JsonObject
}

interface Mapping {
  platform: string
  shop: string
  product: string
  variant?: string
  /** SKU of the variant that it is. */
  of?: string
  price?: string
  status?: string
}

interface More {
  name?: string
  status?: string
  organisation?: string
  variants?: Variant[]
  /** Names of files, in order. */
  images?: string[]
  thumbnail?: string
  attributes?: JsonObject
  category?: string
  /** Further columns, as SQL takes them. */
  columns?: { [column: string]: string | number }
  mappings?: Mapping[]
}

export const master = (sku: string, more: More = {}) => ({ sku, ...more })
type Master = ReturnType<typeof master>

/** A source over a catalogue that others fill with SQL. */
export async function openCatalogueSource(driver: Driver, section: { [key: string]: unknown } = {}) {
  const world = await catalogueWorld(driver)
  const { options } = parseSource({ organisation: 'acme', schema: world.schema, ...section })
  const wants = sourceWantsOf({ options })
  const source = createPostgresSource({ wants, surroundings, opened: world })
  const request: SourceRequest = { shop: wants.organisation, limit: null, want: {}, query: {}, codes: false }
  const read = (more: Partial<SourceRequest> = {}): Promise<SourceResult> =>
    source.read({ ...request, ...more }, contextWith(), running())
  const insert = async (table: string, row: { [column: string]: unknown }): Promise<string> => {
    const places = Object.keys(row).map((_, index) => `$${index + 1}`)
    const text = `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')}) RETURNING id::text AS id`
    const [made] = await world.sql<{ id: string }>(text, Object.values(row))
    return made?.id ?? ''
  }
  const assets = new Map<string, string>()
  const assetOf = async (account: string, filename: string): Promise<string> => {
    const known = assets.get(filename)
    if (known !== undefined) return known
    const id = await insert('assets', { account, filename, url: `https://images.example/${filename}` })
    assets.set(filename, id)
    return id
  }
  const holdOne = async (one: Master): Promise<void> => {
    const account = one.organisation ?? 'acme'
    const category = one.category === undefined ? null : await insert('categories', { account, name: one.category })
    const product = await insert('master_products', {
      account,
      master_sku: one.sku,
      name: one.name ?? `Boot ${one.sku}`,
      status: one.status ?? 'active',
      attributes: one.attributes ?? {},
      category_id: category,
      thumbnail_id: one.thumbnail === undefined ? null : await assetOf(account, one.thumbnail),
      ...one.columns,
    })
    for (const [position, filename] of (one.images ?? []).entries()) {
      const text = "INSERT INTO product_images (product_id, gallery, position, asset_id) VALUES ($1, 'images', $2, $3)"
      await world.sql(text, [product, position, await assetOf(account, filename)])
    }
    const ids = new Map<string, string>()
    for (const { sku, options, ...columns } of one.variants ?? []) {
      const row = { account, product_id: product, variant_sku: sku, option_values: options ?? {}, ...columns }
      ids.set(sku, await insert('master_product_variants', row))
    }
    for (const { platform, shop, product: listed, variant, of, price, status } of one.mappings ?? []) {
      await insert('platform_mappings', {
        ...{ account, platform, shop, platform_product_id: listed, platform_variant_id: variant ?? null },
        ...{ product_id: product, variant_id: of === undefined ? null : ids.get(of), price: price ?? null },
        sync_status: status ?? 'synced',
      })
    }
  }
  return {
    ...{ world, source, read },
    async hold(masters: Master[]): Promise<void> {
      for (const one of masters) await holdOne(one)
    },
    /** What is read, by id. */
    async items(): Promise<Map<string, CatalogueItem>> {
      const { items } = await read()
      return new Map(items.map((item) => [String(item.asin), item as CatalogueItem]))
    },
  }
}
