import type { JsonObject } from '../../../src/model/json.ts'
import { fileOf } from '../../../src/sandbox/shopify/files/shelf.ts'
import type { ShopifySimCore } from '../../../src/sandbox/shopify/index.ts'
import type { Product, Variant } from '../../../src/sandbox/shopify/store/records.ts'
import { type Contents, inOneForm, inOrder } from './contents.ts'
import { ORGANISATION, SHOP } from './workspace.ts'

/** What a catalogue is to hold of a shop, worked out from the shop itself, by nothing of the program. */
export function truthOf(shop: ShopifySimCore): Contents {
  const products = [...shop.store.table('Product').values()]
  const all = products.map((product) => ({ product, master: masterOf(shop, product) }))
  const variants = all.flatMap(({ product, master }) =>
    product.variants.map((variant) => ({ product, variant, master_sku: master.master_sku })),
  )
  const files = new Set(products.flatMap(({ media }) => media))
  const categories = new Set(all.flatMap(({ master }) => (master.category === null ? [] : [master.category])))
  const rows: Contents = {
    products: all.map(({ master }) => master),
    variants: variants.map(({ master_sku, ...one }) => ({ master_sku, ...variantRow(one) })),
    mappings: variants.map(({ master_sku, ...one }) => ({ master_sku, ...mappingRow(one) })),
    assets: [...files].map((id) => ({ filename: fileName(id), url: urlOf(shop, id) })),
    attributes: ['color', 'model_number', 'size', 'tags', 'url'].map((label) => ({
      ...{ label, name: label, type: label === 'tags' ? 'list' : 'text', options: [] },
    })),
    categories: [...categories].map((name) => ({ name })),
  }
  const entries = Object.entries(rows).map(([table, all]) => [table, inOrder(all.map(inOneForm))])
  return Object.fromEntries(entries) as Contents
}

const numberOf = (gid: string): string => gid.split('/').at(-1) ?? ''
const amount = (text: string): string => Number(text).toFixed(4)
const fileName = (id: string): string => `${numberOf(id)}.jpg`

/** Where the shop keeps its files, as its answers show it. */
const FILES = 'https://cdn.shopify.com/s/files/1/0928/9125/0994/files'

function urlOf({ store }: ShopifySimCore, id: string): string {
  const file = fileOf(store, id)
  return `${FILES}/${file?.name}?v=${file?.version}`
}

const isAlone = ({ options: [only, ...more] }: Product): boolean =>
  more.length === 0 && only?.name === 'Title' && only.values.length === 1

/** What it cost before, where that is more, is the price of the list. */
const listPrice = ({ price, compareAtPrice }: Variant): number => Math.max(Number(price), Number(compareAtPrice ?? 0))

function stockOf({ inventoryItem: { tracked, levels } }: Variant): number | null {
  return tracked ? [...levels.values()].reduce((sum, { available }) => sum + available, 0) : null
}

function masterOf({ options }: ShopifySimCore, product: Product) {
  const { id, title, vendor, descriptionHtml, productType, category, tags, media, variants } = product
  const [first] = variants
  const alone = isAlone(product) ? first : undefined
  const stocks = variants.flatMap((one) => stockOf(one) ?? [])
  return {
    account: ORGANISATION,
    master_sku: alone?.inventoryItem.sku ?? `M-shopify-${SHOP}-${numberOf(id)}`,
    ...{ name: title, status: 'active', brand: vendor, gtin: alone?.barcode ?? null },
    description: descriptionHtml.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&') || null,
    category: category === null ? productType || null : (options.taxonomy[numberOf(category)] ?? null),
    base_price: Math.min(...variants.map(listPrice)).toFixed(4),
    currency: options.shop.currency,
    stock: stocks.length === 0 ? null : stocks.reduce((sum, one) => sum + one, 0),
    weight_g: alone?.inventoryItem.weight?.value ?? null,
    attributes: tags.length === 0 ? {} : { tags },
    ...{ images: media.map(fileName), thumbnail: media[0] === undefined ? null : fileName(media[0]) },
  }
}

interface Sold {
  product: Product
  variant: Variant
}

const skuOf = ({ product, variant }: Sold): string =>
  variant.inventoryItem.sku ?? `V-shopify-${SHOP}-${numberOf(isAlone(product) ? product.id : variant.id)}`

function optionsOf({ product, variant }: Sold): JsonObject {
  if (isAlone(product)) return {}
  const entries = product.options.map(({ name, values }, place) => [
    name,
    values.find(({ id }) => id === variant.values[place])?.name ?? '',
  ])
  return Object.fromEntries(entries) as JsonObject
}

function variantRow(sold: Sold): JsonObject {
  const { variant } = sold
  return {
    ...{
      variant_sku: skuOf(sold),
      options: optionsOf(sold),
      gtin: variant.barcode,
      price: listPrice(variant).toFixed(4),
    },
    ...{ stock: stockOf(variant), weight_g: variant.inventoryItem.weight?.value ?? null },
  }
}

function mappingRow(sold: Sold): JsonObject {
  const { product, variant } = sold
  return {
    ...{ platform: 'shopify', shop: SHOP, product: numberOf(product.id), variant: numberOf(variant.id) },
    ...{ variant_sku: skuOf(sold), sync_status: product.status === 'ACTIVE' ? 'synced' : 'disabled' },
    ...{ price: amount(variant.price), currency: 'USD', raw: rawOf(sold) },
  }
}

/** What Shopify says of it that has no column. */
function rawOf(sold: Sold): JsonObject {
  const { product, variant } = sold
  const { taxable, inventoryPolicy, inventoryItem } = variant
  const { tracked, requiresShipping } = inventoryItem
  const used = new Set(product.variants.flatMap(({ values }) => values))
  const isUsed = ({ id }: { id: string }): boolean => used.has(id)
  const title = isAlone(product) ? 'Default Title' : Object.values(optionsOf(sold)).join(' / ')
  return {
    ...{ templateSuffix: product.templateSuffix, isGiftCard: product.isGiftCard, createdAt: product.createdAt },
    options: product.options.map(({ name, values }) => ({
      name,
      values: values.filter(isUsed).map((one) => one.name),
    })),
    variant: {
      ...{ title, position: product.variants.indexOf(variant) + 1 },
      ...{ taxable, inventoryPolicy, tracked, requiresShipping },
    },
  }
}
