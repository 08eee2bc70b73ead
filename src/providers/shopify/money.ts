import type { Price } from './item-fields.ts'
import { asText } from './raw.ts'

const AMOUNT = /^\d+(?:\.\d+)?$/

/**
 * Shopify's price is what is asked now; where a higher one stands beside it to be compared with, that is the list price.
 * Both are decimals as text, in the shop's currency.
 */
export function priceOf(price: unknown, compareAtPrice: unknown): Price {
  const [asked, compared] = [amountOf(price), amountOf(compareAtPrice)]
  if (asked !== null && compared !== null && isMore(compared, asked)) {
    return { price: compared, sale_price: asked, compare_at_price: compared }
  }
  return { price: asked, sale_price: null, compare_at_price: compared }
}

/** The lowest of each, as a product has them. */
export function lowestOf(prices: readonly Price[]): Price {
  return {
    price: lowest(prices.map(({ price }) => price)),
    sale_price: lowest(prices.map(({ sale_price }) => sale_price)),
    compare_at_price: lowest(prices.map(({ compare_at_price }) => compare_at_price)),
  }
}

function amountOf(value: unknown): string | null {
  const text = asText(value)
  return text !== null && AMOUNT.test(text) ? text : null
}

function lowest(amounts: (string | null)[]): string | null {
  let least: string | null = null
  for (const amount of amounts) if (amount !== null && (least === null || isMore(least, amount))) least = amount
  return least
}

function isMore(one: string, other: string): boolean {
  return Number(one) > Number(other)
}
