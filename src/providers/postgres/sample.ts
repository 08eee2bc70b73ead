import type { JsonObject } from '../../model/json.ts'
import type { CatalogueItem } from './catalogue-item.ts'
import { NAME } from './names.ts'

const VARIANT: CatalogueItem = {
  key: 'BOOT-1001-39',
  source: NAME,
  shop: 'acme',
  parent_key: 'BOOT-1001',
  role: 'child',
  item_name: 'Felt boot',
  description: 'A boot of felt.',
  brand: 'Brand',
  sku: 'BOOT-1001-39',
  gtin: '4012345678901',
  ean: '4012345678901',
  upc: '012345678905',
  model_number: 'BOOT-1001',
  color: 'Grey',
  size: '39',
  options: { Size: '39' },
  category: 'Boots',
  tags: ['felt'],
  price: '89.9',
  sale_price: '79.9',
  compare_at_price: '99.9',
  currency: 'EUR',
  stock: 12,
  weight_g: 900,
  status: 'active',
  listing_status: 'ACTIVE',
  handle: 'felt-boot',
  url: 'https://example.com/felt-boot',
  images: [{ slot: '1', main: true, filename: 'felt-boot.jpg', url: 'https://example.com/felt-boot.jpg' }],
  attributes: { color: 'Grey' },
  mappings: [
    {
      platform: 'file',
      shop: 'products',
      product_id: 'BOOT-1001-39',
      variant_id: '39',
      price: '79.9',
      currency: 'EUR',
      sync_status: 'synced',
    },
  ],
  shop_id: 'acme',
  product_id: 'BOOT-1001',
  variant_id: 'BOOT-1001-39',
  asin: 'BOOT-1001-39',
  marketplace: 'acme',
  parent_asins: ['BOOT-1001'],
  child_asins: [],
  identifiers: [],
  bullet_points: [],
}

/** A variant with everything filled in. */
export const SAMPLE = VARIANT as unknown as JsonObject
