import type { SimHandler } from './http.ts'
import { late } from './late.ts'
import { type Listening, listen } from './listen.ts'
import type { MarketListing } from './market/types.ts'
import { SHOPS } from './market/world.ts'
import type { MarketSettings, OpenMarket } from './open-market.ts'
import { withDefaults as shopeeDefaults } from './shopee/options.ts'
import { withDefaults as tiktokDefaults } from './tiktok-shop/default-options.ts'

export interface MarketSandboxOptions extends Partial<MarketSettings> {
  /** The first of two ports; any free ones unless told. */
  port?: number
  /**
   * Stands in the tokens that the seller has to begin with: those of another sandbox, which a workspace may remember,
   * are not taken here.
   */
  accountId?: string
}

export interface MarketSandbox {
  /** The environment in which the program talks to the simulators. */
  env: { [name: string]: string }
  /** The simulators and their catalogue, which are made when they are first called or asked for. */
  open(): Promise<OpenMarket>
  /** A listing as it is from now on. */
  put(listing: MarketListing): Promise<void>
  close(): Promise<void>
}

/** Starts both marketplaces with one catalogue that is sold on both. */
export async function startMarketSandbox(options: MarketSandboxOptions = {}): Promise<MarketSandbox> {
  const settings = withDefaults(options)
  let opened: Promise<OpenMarket> | null = null
  const open = (): Promise<OpenMarket> => {
    // Most sandboxes are of other services.
    opened ??= import('./open-market.ts').then(({ openMarket }) => openMarket(settings))
    return opened
  }
  const serve = (of: (market: OpenMarket) => SimHandler, port: number | undefined): Promise<Listening> =>
    listen(
      late(async () => of(await open())),
      { port: port ?? 0 },
    )
  const shopee = await serve((market) => market.shopee.answer, options.port)
  try {
    const tiktok = await serve((market) => market.tiktok.answer, options.port && options.port + 1)
    const close = async () => {
      await Promise.all([shopee.close(), tiktok.close()])
    }
    const env = environmentOf(settings, { shopee: shopee.url, tiktok: tiktok.url })
    return { env, open, put: async (listing) => (await open()).put(listing), close }
  } catch (error) {
    await shopee.close()
    throw error
  }
}

/** Far above what a shop is allowed, so that trying things out takes seconds. */
const GENEROUS = { rate: { rate: 500, burst: 500 } }

function withDefaults({ accountId = 'of-0', listings = 300, seed = 1, market = {}, ...given }: MarketSandboxOptions) {
  const tokens = { accessToken: `sandbox-access-${accountId}`, refreshToken: `sandbox-refresh-${accountId}` }
  const shops = [{ id: SHOPS['tiktok-shop'], name: 'Toko Sandbox', region: 'ID', cipher: 'ROW_sandbox-cipher-of-ID' }]
  const settings: MarketSettings = {
    ...{ listings, seed, market },
    shopee: { ...tokens, ...given.shopee },
    'tiktok-shop': { ...GENEROUS, shops, ...tokens, ...given['tiktok-shop'] },
  }
  return settings
}

function environmentOf(settings: MarketSettings, urls: { shopee: string; tiktok: string }) {
  const shopee = shopeeDefaults(settings.shopee)
  const tiktok = tiktokDefaults(settings['tiktok-shop'])
  return {
    SHOPEE_PARTNER_ID: String(shopee.partnerId),
    SHOPEE_PARTNER_KEY: shopee.partnerKey,
    SHOPEE_SHOP_ID: SHOPS.shopee,
    SHOPEE_ACCESS_TOKEN: shopee.accessToken,
    SHOPEE_REFRESH_TOKEN: shopee.refreshToken,
    SHOPEE_API_URL: urls.shopee,
    TIKTOK_SHOP_APP_KEY: tiktok.appKey,
    TIKTOK_SHOP_APP_SECRET: tiktok.appSecret,
    TIKTOK_SHOP_CIPHER: tiktok.shops[0]?.cipher ?? '',
    TIKTOK_SHOP_ACCESS_TOKEN: tiktok.accessToken,
    TIKTOK_SHOP_REFRESH_TOKEN: tiktok.refreshToken,
    TIKTOK_SHOP_API_URL: urls.tiktok,
    TIKTOK_SHOP_AUTH_URL: urls.tiktok,
  }
}
