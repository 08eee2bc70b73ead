import { imageNames } from '../../model/image-names.ts'
import type { SourceFacts } from '../../model/source.ts'
import { plainWords } from '../../model/source-words.ts'
import { itemsOf, keyOf } from './item.ts'

/** Numbers of files. */
const IMAGE_ID = '[1-9]\\d*'

/** How the items of a shop are called and read. */
export const SHOPIFY_FACTS: SourceFacts = {
  ...plainWords('shopify', 'Shopify'),
  id: {
    noun: 'a product or variant id',
    placeholder: 'id',
    pattern: '[1-9]\\d*',
    form: "Shopify's id of a product or of a variant, digits alone",
    example: '8971842846953',
  },
  shop: { noun: 'shop', placeholder: 'shop' },
  slot: { pattern: '[1-9]\\d*|variant', form: 'the place of an image from 1 on, or variant' },
  parents: { first: 'parent_key', all: 'parent_asins' },
  children: 'child_asins',
  paths: {
    item_name: 'title',
    description: 'descriptionHtml',
    brand: 'vendor',
    sku: 'variants[].sku',
    gtin: 'variants[].barcode',
    category: 'category.fullName, productType',
    price: 'variants[].compareAtPrice, variants[].price',
    sale_price: 'variants[].price',
    currency: 'shop.currencyCode',
    stock: 'variants[].inventoryQuantity',
    weight_g: 'variants[].inventoryItem.measurement.weight',
    status: 'status',
    options: 'variants[].selectedOptions',
    images: 'media',
    collections: 'collections[].handle',
    metafields: 'metafields',
  },
  key: keyOf,
  items: itemsOf,
  imageIds: (settings) => imageNames(settings, IMAGE_ID),
  imageId: (id) => id,
}
