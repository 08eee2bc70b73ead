import { isAsin } from './asin.ts'
import { shopHost } from './marketplaces.ts'

export function listingPage(host: string, asin: string): string {
  return `https://${host}/dp/${asin}`
}

/** The page of a listing, by its key such as `US/B07X8Z63ZL`. */
export function pageOf(key: string): string | null {
  const [shop = '', asin, ...more] = key.split('/')
  const host = shopHost(shop)
  return host !== null && isAsin(asin) && more.length === 0 ? listingPage(host, asin) : null
}
