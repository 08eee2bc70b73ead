import type { JsonObject } from '../../../src/model/json.ts'
import type { SourceRequest, SourceResult } from '../../../src/model/source.ts'
import type { CatalogueItem } from '../../../src/providers/postgres/catalogue-item.ts'
import type { OpenedCatalogue } from '../../../src/providers/postgres/place.ts'
import { createPostgresSource } from '../../../src/providers/postgres/source.ts'
import { parseSource, sourceWantsOf } from '../../../src/providers/postgres/source-settings.ts'
import { contextWith } from '../../contract/source-fixture.ts'
import { type CatalogueWorld, catalogueWorld, type Driver, running, surroundings } from '../../support/postgres.ts'

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
  variant?: string | null
  /** SKU of the variant that it is. */
  of?: string
  price?: string
  currency?: string
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

/** A source over a catalogue that is open. */
export function sourceOver(opened: OpenedCatalogue & { schema: string }, section: { [key: string]: unknown } = {}) {
  const { options } = parseSource({ organisation: 'acme', schema: opened.schema, ...section })
  const wants = sourceWantsOf({ options })
  const source = createPostgresSource({ wants, surroundings, opened })
  const request: SourceRequest = { shop: wants.organisation, limit: null, want: {}, query: {}, codes: false }
  const read = (more: Partial<SourceRequest> = {}): Promise<SourceResult> =>
    source.read({ ...request, ...more }, contextWith(), running())
  return { source, read }
}

/** A source over a catalogue that others fill with SQL. */
export async function openCatalogueSource(driver: Driver, section: { [key: string]: unknown } = {}) {
  const world = await catalogueWorld(driver)
  const { source, read } = sourceOver(world, section)
  const filler = new Filler(world)
  return {
    ...{ world, source, read },
    async hold(masters: Master[]): Promise<void> {
      for (const one of masters) await filler.hold(one)
    },
    /** What is read, by id. */
    async items(): Promise<Map<string, CatalogueItem>> {
      const { items } = await read()
      return new Map(items.map((item) => [String(item.asin), item as CatalogueItem]))
    },
  }
}

/** Writes rows as people do with SQL. */
class Filler {
  readonly #world: CatalogueWorld
  readonly #assets = new Map<string, string>()

  constructor(world: CatalogueWorld) {
    this.#world = world
  }

  async hold({ organisation: account = 'acme', ...one }: Master): Promise<void> {
    const { category, thumbnail } = one
    const product = await this.#insert('master_products', {
      account,
      master_sku: one.sku,
      name: one.name ?? `Boot ${one.sku}`,
      status: one.status ?? 'active',
      attributes: one.attributes ?? {},
      category_id: category === undefined ? null : await this.#insert('categories', { account, name: category }),
      thumbnail_id: thumbnail === undefined ? null : await this.#assetOf(account, thumbnail),
      ...one.columns,
    })
    await this.#hang(product, { account, images: one.images ?? [] })
    const ids = new Map<string, string>()
    for (const { sku, options = {}, ...columns } of one.variants ?? []) {
      const row = { account, product_id: product, variant_sku: sku, option_values: options, ...columns }
      ids.set(sku, await this.#insert('master_product_variants', row))
    }
    for (const { of = '', ...listed } of one.mappings ?? []) {
      await this.#map(listed, { account, product_id: product, variant_id: ids.get(of) ?? null })
    }
  }

  async #hang(product: string, { account, images }: { account: string; images: string[] }): Promise<void> {
    for (const [position, filename] of images.entries()) {
      const text = "INSERT INTO product_images (product_id, gallery, position, asset_id) VALUES ($1, 'images', $2, $3)"
      await this.#world.sql(text, [product, position, await this.#assetOf(account, filename)])
    }
  }

  async #map({ product, variant = null, status = 'synced', ...listed }: Omit<Mapping, 'of'>, of: object) {
    const row = { platform_product_id: product, platform_variant_id: variant, sync_status: status }
    await this.#insert('platform_mappings', { ...listed, ...row, ...of })
  }

  async #assetOf(account: string, filename: string): Promise<string> {
    const url = `https://images.example/${filename}`
    const id = this.#assets.get(filename) ?? (await this.#insert('assets', { account, filename, url }))
    this.#assets.set(filename, id)
    return id
  }

  async #insert(table: string, row: { [column: string]: unknown }): Promise<string> {
    const places = Object.keys(row).map((_, index) => `$${index + 1}`)
    const columns = Object.keys(row).join(', ')
    const text = `INSERT INTO ${table} (${columns}) VALUES (${places.join(', ')}) RETURNING id::text AS id`
    const [made] = await this.#world.sql<{ id: string }>(text, Object.values(row))
    return made?.id ?? ''
  }
}
