import { marketCatalogue } from './market/index.ts'
import { shopeeItem } from './market/shopee-items.ts'
import { tiktokProduct } from './market/tiktok-products.ts'
import type { MarketCatalogue, MarketListing, MarketOptions, Platform } from './market/types.ts'
import { SHOPS } from './market/world.ts'
import { createShopeeSim, type ShopeeSimCore } from './shopee/index.ts'
import type { ShopeeSimOptions } from './shopee/options.ts'
import { createTikTokSim, type TikTokSimCore } from './tiktok-shop/index.ts'
import type { TikTokSimOptions } from './tiktok-shop/options.ts'

/** What they sell, and how they answer. */
export interface MarketSettings {
  /** Products of the sample; 300 unless told. */
  listings: number
  /** 1 unless told; the same seed gives the same catalogue. */
  seed: number
  market: Pick<MarketOptions, 'invalid' | 'shopeeCodes'>
  shopee: ShopeeSimOptions
  'tiktok-shop': TikTokSimOptions
}

/** Both marketplaces as they run, and what they sold when they began. */
export interface OpenMarket {
  catalogue: MarketCatalogue
  shopee: ShopeeSimCore
  tiktok: TikTokSimCore
  /** A listing as it is from now on. */
  put(listing: MarketListing): void
}

export function openMarket({ listings, seed, market, ...given }: MarketSettings): OpenMarket {
  const catalogue = marketCatalogue({ ...market, listings, seed })
  const of = (platform: Platform) => catalogue.listings.filter((one) => one.platform === platform)
  const items = of('shopee').map(shopeeItem)
  const shop = { id: Number(SHOPS.shopee), name: 'Toko Sandbox', items }
  const shopee = createShopeeSim({ ...given.shopee, shops: [shop] })
  const tiktok = createTikTokSim({ ...given['tiktok-shop'], products: of('tiktok-shop').map(tiktokProduct) })
  const put = (listing: MarketListing): void => {
    if (listing.platform === 'tiktok-shop') tiktok.products.set(listing.id, tiktokProduct(listing))
    else putItem(shopee, listing)
  }
  return { catalogue, shopee, tiktok, put }
}

/** The simulator finds an item again by its place, and looks for new ones when their number changes. */
function putItem({ shops: [shop] }: ShopeeSimCore, listing: MarketListing): void {
  const item = shopeeItem(listing)
  const known = shop?.items.find(({ base }) => base.item_id === item.base.item_id)
  if (known) Object.assign(known, item)
  else shop?.items.push(item)
}
