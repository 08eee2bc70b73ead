import { imageNames } from '../../model/image-names.ts'
import type { SourceFacts } from '../../model/source.ts'
import { plainWords } from '../../model/source-words.ts'
import { itemsOf, keyOf } from './item.ts'

/** How the items of a shop are called and read. */
export const SHOPEE_FACTS: SourceFacts = {
  ...plainWords('shopee', 'Shopee'),
  id: {
    noun: 'an item id',
    placeholder: 'id',
    pattern: '[1-9]\\d*(?:\\.[1-9]\\d*)?',
    form: "Shopee's id of an item, or of an item and one of its models with a dot between",
    example: '2500139.771',
  },
  shop: { noun: 'shop', placeholder: 'shop' },
  slot: { pattern: '[1-9]\\d?|option', form: 'the place of an image from 1 on, or option' },
  parents: { first: 'parent_key', all: 'parent_asins' },
  children: 'child_asins',
  paths: {
    item_name: 'item_name',
    description: 'description',
    brand: 'brand.original_brand_name',
    sku: 'item_sku, model_sku',
    gtin: 'gtin_code',
    category: 'category_id',
    price: 'price_info[].original_price',
    sale_price: 'price_info[].current_price',
    currency: 'price_info[].currency',
    stock: 'stock_info_v2.summary_info.total_available_stock',
    weight_g: 'weight',
    status: 'item_status, model_status',
    options: 'tier_variation[].option_list[].option',
    images: 'image.image_id_list',
  },
  key: keyOf,
  items: itemsOf,
  imageIds: imageNames,
  imageId: (id) => id,
}
