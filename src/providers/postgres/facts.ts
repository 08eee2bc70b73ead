import { imageNames } from '../../model/image-names.ts'
import type { SourceFacts } from '../../model/source.ts'
import { plainWords } from '../../model/source-words.ts'
import { itemsOf, keyOf } from './item.ts'
import { NAME } from './names.ts'

/** How masters and variants are called and read. */
export const POSTGRES_FACTS: SourceFacts = {
  ...plainWords(NAME, 'Postgres'),
  id: {
    noun: 'a SKU',
    placeholder: 'id',
    pattern: '\\S(?:.*\\S)?',
    form: 'the SKU of a master or of a variant',
    example: 'BOOT-1001-39',
  },
  shop: { noun: 'organisation', placeholder: 'shop' },
  usualKey: `${NAME}-{shop}-{id}`,
  slot: { pattern: '[1-9]\\d?|thumbnail', form: 'the place of an image from 1 on, or thumbnail' },
  parents: { first: 'parent_key', all: 'parent_asins' },
  children: 'child_asins',
  paths: {
    item_name: 'master_products.name',
    description: 'master_products.description',
    brand: 'master_products.brand',
    category: 'categories.name',
    sku: 'variant_sku, master_sku',
    gtin: 'gtin',
    price: 'price, base_price',
    currency: 'master_products.currency',
    stock: 'stock',
    weight_g: 'weight_g',
    status: 'master_products.status',
    options: 'option_values',
    images: 'product_images',
    attributes: 'master_products.attributes',
    mappings: 'platform_mappings',
  },
  key: keyOf,
  items: itemsOf,
  imageIds: imageNames,
  imageId: (id) => id,
}
