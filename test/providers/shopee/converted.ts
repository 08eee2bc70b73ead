import type { ItemFields } from '../../../src/model/item.ts'
import { convertItem, type ShopFacts } from '../../../src/providers/shopee/convert.ts'
import { convertModels, withModels } from '../../../src/providers/shopee/models.ts'
import type { RawRecord } from '../../../src/providers/shopee/raw.ts'
import { Shared } from '../../../src/providers/shopee/shared.ts'
import type { ShopeeItem } from '../../../src/sandbox/shopee/raw.ts'
import { EDITED, item } from './items.ts'

export const FACTS: ShopFacts = {
  shop: '14701711',
  region: 'ID',
  settledBefore: EDITED + 100_000,
  shared: new Shared(),
}

/** What a row of get_item_base_info becomes. */
export function converted(base: RawRecord, facts: Partial<ShopFacts> = {}): ItemFields {
  const made = convertItem({ ...item(2500139).base, ...base }, { ...FACTS, ...facts })
  if (made === null) throw new Error('It is no item.')
  return made.fields
}

/** An item with its models, as a read brings them. */
export function read({ base, models, tiers }: ShopeeItem, standardise_tier_variation: object[] = []): ItemFields[] {
  const { price_info: _, stock_info_v2: __, ...rest } = base
  const parent = converted({ ...rest, price_info: undefined, stock_info_v2: undefined, has_model: true })
  return withModels(
    parent,
    convertModels(
      { model: models, tier_variation: tiers, standardise_tier_variation },
      { currency: 'IDR', shared: new Shared() },
    ),
  )
}
