import { convertProduct } from '../../../src/providers/tiktok-shop/convert.ts'
import type { ProductItem } from '../../../src/providers/tiktok-shop/product-item.ts'
import { Shared } from '../../../src/providers/tiktok-shop/shared.ts'

export const PLACE = { shop: 'ID', shopId: '7494049642642441621', updated: 1_751_000_000, shared: new Shared() }
export const IMAGES = { hosts: [], hostsKey: 'image_hosts', name: '{id}.{ext}', recognise: [] }
export const ID = '1729592969712207008'

export function sku(number: number, changes: object = {}) {
  return {
    id: `172959296971220701${number}`,
    seller_sku: `KAOS-${number}`,
    price: { currency: 'IDR', tax_exclusive_price: '72000', sale_price: '72000' },
    inventory: [{ warehouse_id: '7068517275539719942', quantity: 5 }],
    sales_attributes: [{ id: '100000', name: 'Warna', value_id: `${number}`, value_name: `Merah ${number}` }],
    status_info: { status: 'NORMAL' },
    ...changes,
  }
}

export const raw = (changes: object = {}) => ({
  id: ID,
  title: 'Kaos',
  status: 'ACTIVATE',
  product_status: 'ACTIVATE',
  create_time: 1_750_000_000,
  update_time: 1_751_000_000,
  skus: [sku(1, { sales_attributes: [] })],
  ...changes,
})

export const convert = (changes: object = {}): ProductItem[] => convertProduct(raw(changes), PLACE)
export const one = (changes: object = {}): ProductItem => convert(changes)[0] as ProductItem
export const offer = (changes: object): ProductItem => one({ skus: [sku(1, { sales_attributes: [], ...changes })] })
