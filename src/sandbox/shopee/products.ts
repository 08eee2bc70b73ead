import type { ShopeeSimSettings } from './options.ts'
import type { ShopeeItem } from './raw.ts'
import { missing, Refusal, SERVER } from './refusal.ts'

const MOST_IDS = 50

/** By id, made once for the items of a shop; they are open to changes, so it is made again when their number changes. */
export class ItemIndex {
  private readonly items: readonly ShopeeItem[]
  private byId = new Map<number, ShopeeItem>()

  constructor(items: readonly ShopeeItem[]) {
    this.items = items
  }

  get(id: number): ShopeeItem | undefined {
    if (this.byId.size !== this.items.length) this.byId = new Map(this.items.map((item) => [item.base.item_id, item]))
    return this.byId.get(id)
  }
}

/** get_item_base_info: rows in no order, and fewer than asked for where some are not known. @throws Refusal */
export function baseInfo(query: URLSearchParams, index: ItemIndex, { untold }: ShopeeSimSettings): object {
  const items = idsOf(query).flatMap((id) => index.get(id) ?? [])
  const told = items.filter(({ base }) => !untold.includes(base.item_id))
  return { item_list: told.toReversed().map(rowOf) }
}

/** Prices and stock of an item with models stand with the models alone. */
function rowOf({ base, models }: ShopeeItem): object {
  const has_model = models.length > 0 || base.has_model === true
  if (!has_model) return { ...base, has_model }
  const { price_info: _, stock_info_v2: __, gtin_code: ___, ...rest } = base
  return { ...rest, has_model }
}

/** get_item_extra_info. @throws Refusal */
export function extraInfo(query: URLSearchParams, index: ItemIndex): object {
  const items = idsOf(query).flatMap((id) => index.get(id) ?? [])
  const figures = { sale: 0, views: 0, likes: 0, rating_star: 0, comment_count: 0 }
  return { item_list: items.map(({ base }) => ({ item_id: base.item_id, ...figures })) }
}

/** get_model_list: one item, no paging. @throws Refusal */
export function modelList(query: URLSearchParams, index: ItemIndex, { brokenModels }: ShopeeSimSettings): object {
  const text = query.get('item_id')
  if (text === null || !/^\d+$/.test(text)) throw missing('ItemId')
  const item = index.get(Number(text))
  if (item === undefined) throw new Refusal('error_item_not_found', 'Item_id is not found.', { module: 'product' })
  if (brokenModels.includes(Number(text))) throw SERVER()
  return {
    tier_variation: item.tiers,
    model: item.models,
    standardise_tier_variation: item.standardTiers ?? [],
  }
}

/** With commas, or as the samples of the documentation write it; of a repeated key the first counts. @throws Refusal */
function idsOf(query: URLSearchParams): number[] {
  const text = query.get('item_id_list')
  if (text === null || text === '') throw missing('ItemIdList')
  const ids = text.replace(/^\[|\]$/g, '').split(/[,\s]+/)
  if (ids.some((id) => !/^\d+$/.test(id))) throw new Refusal('error_param', 'parameter invalid')
  if (ids.length > MOST_IDS) {
    throw new Refusal('error_query_over_itemid_size', 'Interal error, please contact openapi team.')
  }
  return ids.map(Number)
}
