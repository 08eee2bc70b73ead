import type { ShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { ask, type Loose } from './support.ts'

export const SET = `
  mutation ($identifier: ProductSetIdentifiers, $input: ProductSetInput!, $synchronous: Boolean = true) {
    productSet(identifier: $identifier, input: $input, synchronous: $synchronous) {
      product {
        id title handle status vendor tags totalInventory
        options { id name position values optionValues { id name hasVariants } }
        variants(first: 50) { nodes { id title sku price compareAtPrice position selectedOptions { name value } } }
      }
      productSetOperation { id status product { id } userErrors { field message code } }
      userErrors { field message code }
    }
  }`

/** The payload of a productSet that is refused nothing at the top level. */
export async function set(sim: ShopifySim, input: object, identifier?: object): Promise<Loose> {
  return (await ask(sim, SET, { input, ...(identifier && { identifier }) })).productSet
}

export const COLOURS = [{ name: 'Color', values: [{ name: 'Blue' }, { name: 'Black' }] }]
export const colour = (name: string, more: object = {}) => ({ optionValues: [{ optionName: 'Color', name }], ...more })
export const SHIRT = {
  title: 'Shirt',
  productOptions: COLOURS,
  variants: [colour('Blue', { sku: 'S-BLUE', price: '9.5' }), colour('Black', { sku: 'S-BLACK' })],
}
/** Field and message of each error. */
export const texts = (answer: Loose) =>
  answer.userErrors.map(({ field, message }: Loose) => `${field.join('.')}: ${message}`)
export const codes = (answer: Loose) => answer.userErrors.map(({ code }: Loose) => code)
