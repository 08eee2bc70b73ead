import { late } from './late.ts'
import { listen } from './listen.ts'
import type { ShopifySimCore } from './shopify/index.ts'
import type { ShopifySimOptions } from './shopify/options.ts'

export interface ShopSandboxOptions {
  /** Products of the sample; 300 unless told. */
  listings?: number
  /** 1 unless told; the same seed gives the same products. */
  seed?: number
  /** Any free one unless told. */
  port?: number
  shopify?: ShopifyFileOptions
}

/** What an options file may say: `products` instead of the usual number, were it none. */
export type ShopifyFileOptions = ShopifySimOptions & { products?: number }

export interface ShopSandbox {
  /** The environment in which the program talks to the simulator. */
  env: { [name: string]: string }
  /** The shop, which is made and filled when it is first called or asked for. */
  open(): Promise<ShopifySimCore>
  close(): Promise<void>
}

const TOKEN = 'shpat_sandbox'
const DOMAIN = 'sandbox.myshopify.com'

/** As a shop of the dearest plan has it, so that trying things out takes seconds. */
const GENEROUS = { restoreRate: 1000 }

/** Starts a shop with products that somebody put into it. */
export async function startShopSandbox(options: ShopSandboxOptions = {}): Promise<ShopSandbox> {
  const { listings = 300, seed = 1, port = 0, shopify: { products = listings, ...given } = {} } = options
  let opened: Promise<ShopifySimCore> | null = null
  let address = ''
  const make = async (): Promise<ShopifySimCore> => {
    // Most sandboxes are of other services.
    const { createShopifySim } = await import('./shopify/index.ts')
    const { stockUp } = await import('./shopify/sample/stock-up.ts')
    const shop = { name: 'Toko Sandbox', domain: DOMAIN, currency: 'IDR' }
    const sim = createShopifySim({ shop, accessToken: TOKEN, ...GENEROUS, ...given }, address)
    stockUp(sim.person, { products, seed })
    sim.store.settle()
    return sim
  }
  const open = (): Promise<ShopifySimCore> => {
    opened ??= make()
    return opened
  }
  const { url, close } = await listen(
    late(async () => (await open()).answer),
    { port },
  )
  address = url
  const { accessToken = TOKEN, shop } = given
  const env = {
    SHOPIFY_SHOP_URL: shop?.domain ?? DOMAIN,
    SHOPIFY_ACCESS_TOKEN: accessToken,
    SHOPIFY_API_URL: url,
  }
  return { env, open, close }
}
