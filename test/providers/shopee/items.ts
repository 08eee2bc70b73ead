import type { ShopeeBase, ShopeeItem, ShopeeModel, ShopeeTier } from '../../../src/sandbox/shopee/raw.ts'

/** 2026-11-01, three weeks before tests begin. */
export const EDITED = Date.UTC(2026, 10, 1) / 1000

const picture = (name: string) => ({
  image_id: name,
  image_url: `https://down-id.img.susercontent.com/file/${name}`,
})

export function gallery(...names: string[]) {
  return { image_id_list: names, image_url_list: names.map((name) => picture(name).image_url), image_ratio: '1:1' }
}

export function price(original: number, current = original) {
  return [{ currency: 'IDR', original_price: original, current_price: current }]
}

export function stock(available: number) {
  return {
    summary_info: { total_reserved_stock: 0, total_available_stock: available },
    seller_stock: [{ location_id: 'IDZ', stock: available, if_saleable: true }],
    shopee_stock: [],
  }
}

/** An item as Shopee answers it. */
export function item(id: number, base: Partial<ShopeeBase> = {}): ShopeeItem {
  return {
    base: {
      item_id: id,
      item_status: 'NORMAL',
      item_name: `Kemeja ${id}`,
      description: 'Kemeja katun.\nLengan panjang.',
      description_type: 'normal',
      item_sku: `KM-${id}`,
      category_id: 100_017,
      create_time: EDITED - 86_400,
      update_time: EDITED + (id % 1000),
      brand: { brand_id: 123, original_brand_name: 'Batik Ayu' },
      price_info: price(150_000),
      stock_info_v2: stock(12),
      image: gallery('id-11134207-7r98q-shared', `id-11134207-7r98q-own${id}`),
      weight: '0.35',
      attribute_list: [{ attribute_id: 4811, original_attribute_name: 'Bahan', attribute_value_list: [] }],
      ...base,
    },
    models: [],
    tiers: [],
  }
}

export const TIERS: ShopeeTier[] = [
  { name: 'Warna', option_list: [{ option: 'Biru', image: picture('id-11134207-7r98q-blue') }, { option: 'Merah' }] },
  { name: 'Ukuran', option_list: [{ option: 'M' }, { option: 'L' }] },
]

export function model(id: number, tier_index: number[], more: Partial<ShopeeModel> = {}): ShopeeModel {
  return {
    model_id: id,
    tier_index,
    model_sku: `SKU-${id}`,
    model_status: 'MODEL_NORMAL',
    price_info: price(150_000),
    stock_info_v2: stock(5),
    ...more,
  }
}

/** An item with models, in no particular order and with a hole. */
export function family(id: number, base: Partial<ShopeeBase> = {}): ShopeeItem {
  const models = [model(id * 10 + 3, [1, 1]), model(id * 10 + 1, [0, 0]), model(id * 10 + 2, [0, 1])]
  return { ...item(id, base), models, tiers: TIERS }
}

/** So many items from that id on, every third with models. */
export function items(count: number, first = 1001): ShopeeItem[] {
  return Array.from({ length: count }, (_, index) => (index % 3 === 0 ? family(first + index) : item(first + index)))
}
