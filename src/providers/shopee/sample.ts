import type { JsonObject } from '../../model/json.ts'
import { fieldsOf } from './item-fields.ts'

/** A model with everything filled in. */
export const SAMPLE = {
  ...fieldsOf({
    id: '2500139.771',
    parents: ['2500139'],
    productId: '2500139',
    variantId: '771',
    shop: '14701711',
    role: 'child',
    item_name: 'Kemeja Batik Lengan Panjang',
    description: 'Kemeja katun.',
    brand: 'Brand',
    sku: 'KB-001-M',
    code: '8991234567890',
    color: 'Biru',
    size: 'M',
    options: { Warna: 'Biru', Ukuran: 'M' },
    category: '100017',
    price: '150000',
    sale_price: '135000',
    currency: 'IDR',
    stock: 12,
    weight_g: 350,
    status: 'NORMAL',
    listing_status: 'ACTIVE',
    url: 'https://shopee.co.id/product/14701711/2500139',
    images: [
      {
        slot: '1',
        id: 'id-11134207-7r98q-lur44i33mxgs3d',
        url: 'https://down-id.img.susercontent.com/file/id-11134207-7r98q-lur44i33mxgs3d',
      },
    ],
    attributes: {},
    update_time: 1_608_128_470,
  }),
  ean: '8991234567890',
  upc: '899123456789',
  model_number: 'KB-001',
  tags: ['batik'],
  compare_at_price: '175000',
  handle: 'kemeja-batik',
} as unknown as JsonObject
