import { decimalOf } from '../../model/decimals.ts'
import type { LiveResource } from '../../model/live.ts'
import { DISABLED } from './names.ts'
import type { Seller } from './seller.ts'

export interface Price {
  /** What is asked without a discount; decimals as texts. */
  price: string | null
  /** What is asked now, where that is less. */
  sale_price: string | null
}

interface Offer {
  price: string | null
  currency: string | null
}

/** A price of the catalogue beside what a shop asks: less is a discount, more is the price itself. */
export function priceBeside({ price }: Offer, asked: string | null): Price {
  if (asked === null) return { price, sale_price: null }
  return price !== null && compare(asked, price) < 0 ? { price, sale_price: asked } : { price: asked, sale_price: null }
}

/** The lowest that a shop asks by some listings; `null`: it asks nothing. What is not in step counts where nothing else is. */
export function askedBy(seller: Seller, { currency }: Offer, mappings: readonly LiveResource[]): string | null {
  const priced = mappings.filter(({ fields }) => {
    const isIts = fields.platform === seller.platform && fields.shop === seller.shop
    const isOther = currency !== null && typeof fields.currency === 'string' && fields.currency !== currency
    return isIts && !isOther && typeof fields.price === 'string'
  })
  const kept = priced.filter(({ fields }) => fields.sync_status !== DISABLED)
  const prices = (kept.length > 0 ? kept : priced).map(({ fields }) => String(fields.price))
  return prices.sort(compare)[0] ?? null
}

/** What a column of amounts holds is a decimal. */
function compare(one: string, other: string): number {
  return decimalOf(one)?.cmp(decimalOf(other) ?? 0) ?? 0
}
