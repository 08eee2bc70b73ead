import { marketCatalogue } from './market/index.ts'
import { tiktokProduct } from './market/tiktok-products.ts'
import type { MarketCatalogue, MarketListing } from './market/types.ts'
import type { MarketSettings } from './market-sandbox.ts'
import { createTikTokSim, type TikTokSimCore } from './tiktok-shop/index.ts'

/** Both marketplaces as they run, and what they sold when they began. */
export interface OpenMarket {
  catalogue: MarketCatalogue
  tiktok: TikTokSimCore
  /** A listing as it is from now on. */
  put(listing: MarketListing): void
}

export function openMarket({ listings, seed, market, 'tiktok-shop': given }: MarketSettings): OpenMarket {
  const catalogue = marketCatalogue({ ...market, listings, seed })
  const of = (platform: MarketListing['platform']) => catalogue.listings.filter((one) => one.platform === platform)
  const tiktok = createTikTokSim({ ...given, products: of('tiktok-shop').map(tiktokProduct) })
  const put = (listing: MarketListing): void => {
    tiktok.products.set(listing.id, tiktokProduct(listing))
  }
  return { catalogue, tiktok, put }
}
