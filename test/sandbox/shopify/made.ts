import type { ShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { ask } from './support.ts'

const SET = `mutation ($input: ProductSetInput!) {
  productSet(input: $input) {
    product { id media(first: 20) { nodes { id } } variants(first: 20) { nodes { id inventoryItem { id } } } }
    userErrors { field message code }
  }
}`

export interface Made {
  id: string
  media: string[]
  variants: { id: string; item: string }[]
}

/** A product that the shop has taken. */
export async function make(sim: ShopifySim, input: object = {}): Promise<Made> {
  const { productSet } = await ask(sim, SET, { input: { title: 'Boot', ...input } })
  if (productSet.userErrors.length > 0) throw new Error(JSON.stringify(productSet.userErrors))
  const { id, media, variants } = productSet.product
  return {
    id,
    media: media.nodes.map((node: { id: string }) => node.id),
    variants: variants.nodes.map((node: { id: string; inventoryItem: { id: string } }) => ({
      id: node.id,
      item: node.inventoryItem.id,
    })),
  }
}

/** Two sizes. */
export const SIZES = {
  productOptions: [{ name: 'Size', values: [{ name: 'S' }, { name: 'M' }] }],
  variants: ['S', 'M'].map((name) => ({
    optionValues: [{ optionName: 'Size', name }],
    price: '9.5',
    sku: `B-${name}`,
  })),
}
