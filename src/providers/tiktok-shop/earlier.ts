import type { ItemFields } from '../../model/item.ts'
import { GONE } from '../../model/listing-status.ts'
import { blankItem, type Place } from './convert.ts'
import { isSameAmount } from './decimals.ts'
import { lean } from './lean.ts'
import type { ProductItem } from './product-item.ts'
import type { Brief, BriefSku, Row } from './rows.ts'
import type { Shared } from './shared.ts'
import { DELETED } from './statuses.ts'

/** Items by id, as the newest complete export of the same question has them. */
export type Before = ReadonlyMap<string, ItemFields>

/** A product as it was read before, itself first; `null`: it was not, or not whole. */
export function knownBefore(before: Before | null, id: string, shared: Shared): ProductItem[] | null {
  const first = before?.get(id) as unknown as ProductItem | undefined
  if (!first) return null
  const children = first.child_asins.map((child) => before?.get(child) as unknown as ProductItem | undefined)
  if (children.includes(undefined)) return null
  const parent = lean(first, null, shared)
  return [parent, ...(children as ProductItem[]).map((child) => lean(child, parent, shared))]
}

/**
 * What was read before, with the stock of now, where nothing else can have changed: the same time of change, status, SKUs
 * and prices. `null`: the details have to be asked for.
 */
export function unchanged(known: ProductItem[] | null, { status, updated, brief }: Row): ProductItem[] | null {
  const [first] = known ?? []
  if (!known || !first || !brief || first.status !== status || first.update_time !== updated) return null
  const offers = known.length === 1 ? known : known.slice(1)
  if (offers.length !== brief.skus.length) return null
  const now = offers.map((offer) => withStock(offer, brief.skus))
  if (now.includes(null)) return null
  const fresh = now as ProductItem[]
  return known.length === 1 ? fresh : [withStockOf(first, fresh), ...fresh]
}

function withStock(offer: ProductItem, skus: readonly BriefSku[]): ProductItem | null {
  const sku = skus.find(({ id }) => id === offer.variant_id)
  if (!sku || sku.sku !== offer.sku || !isSamePrice(sku.price, offer.price)) return null
  return sku.stock === null || sku.stock === offer.stock ? offer : { ...offer, stock: sku.stock }
}

function isSamePrice(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : isSameAmount(one, other)
}

function withStockOf(parent: ProductItem, children: readonly ProductItem[]): ProductItem {
  const stocks = children.flatMap(({ stock }) => stock ?? [])
  const stock = stocks.length === 0 ? null : stocks.reduce((sum, one) => sum + one, 0)
  return stock === parent.stock ? parent : { ...parent, stock }
}

/** A product that the platform calls deleted: as it was known, or what the search still tells of it. */
export function deletedItems(row: Row, known: ProductItem[] | null, place: Place): ProductItem[] {
  const gone = { status: DELETED, listing_status: GONE, update_time: row.updated }
  if (known) return known.map((item) => ({ ...item, ...gone }))
  const brief: Brief = row.brief ?? { title: null, skus: [] }
  const common = {
    ...blankItem(row.id, place),
    ...gone,
    item_name: brief.title,
    create_time: row.created,
  }
  const [only, second] = brief.skus
  if (!second) return [{ ...common, sku: only?.sku ?? null, variant_id: only?.id ?? null }]
  const children = brief.skus.map((sku) => deletedChild(sku, common))
  return [{ ...common, role: 'parent', child_asins: children.map(({ asin }) => asin) }, ...children]
}

function deletedChild({ id: variant, sku }: BriefSku, common: ProductItem): ProductItem {
  const id = `${common.product_id}.${variant}`
  const family = { role: 'child', parent_key: common.product_id, parent_asins: [common.product_id] } as const
  return { ...common, ...family, parent_asins: [common.product_id], key: id, asin: id, sku, variant_id: variant }
}
