import { asNumber, asRecords, asText, type RawRecord } from './raw.ts'

export interface Price {
  /** Decimals as text, in major units: 150000 is Rp 150.000. */
  price: string | null
  /** What is asked now, where that is less; `null`: as the list price. */
  sale_price: string | null
  currency: string | null
}

export const NO_PRICE: Price = { price: null, sale_price: null, currency: null }

/** The price in the shop's currency; a shop that sells abroad has one for each. `null` where none is told. */
export function priceOf(priceInfo: unknown, currency: string | null): Price | null {
  const all = asRecords(priceInfo)
  const own = all.find((one) => one.currency === currency) ?? all[0]
  if (!own) return null
  const [original, current] = [asNumber(own.original_price), asNumber(own.current_price)]
  if (original === null && current === null) return null
  const list = original ?? current
  const isSale = original !== null && current !== null && current < original
  return {
    price: decimal(list),
    sale_price: isSale ? decimal(current) : null,
    currency: asText(own.currency) ?? currency,
  }
}

/** The lowest of each; numbers of one currency, as text. */
export function lowest(prices: (string | null)[]): string | null {
  let least: string | null = null
  for (const price of prices) if (price !== null && (least === null || Number(price) < Number(least))) least = price
  return least
}

function decimal(amount: number | null): string | null {
  return amount === null ? null : plain(amount)
}

/** Without an exponent; amounts have at most two decimals. */
function plain(amount: number): string {
  return Number.isInteger(amount) ? amount.toFixed(0) : String(Math.round(amount * 100) / 100)
}

/** Grams of kilograms as text, such as "0.35"; `null` where none are told. */
export function grams(kilograms: unknown): number | null {
  const weight = asNumber(kilograms)
  return weight === null || weight <= 0 ? null : Math.round(weight * 1000)
}

/** What can be sold now, all locations together; `null` where nothing is told. */
export function stockOf(stockInfo: unknown): number | null {
  if (typeof stockInfo !== 'object' || stockInfo === null) return null
  const { summary_info, seller_stock, shopee_stock } = stockInfo as RawRecord
  const available = asNumber((summary_info as RawRecord | null | undefined)?.total_available_stock)
  if (available !== null) return available
  // Shopee's own stock comes as text at times.
  const places = [...asRecords(seller_stock).filter((one) => one.if_saleable !== false), ...asRecords(shopee_stock)]
  const amounts = places.flatMap(({ stock }) => asNumber(stock) ?? [])
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0)
}
