import type { JsonObject } from '../../../src/model/json.ts'
import type { LogFields } from '../../../src/model/log.ts'
import type { Values } from '../../../src/model/provider.ts'
import type { ExportChoice } from '../../../src/model/section.ts'
import type { Source, SourceContext, SourceRequest, SourceResult } from '../../../src/model/source.ts'
import { createSecrets } from '../../../src/net/secrets.ts'
import type { ShopContext } from '../../../src/providers/shopify/open-client.ts'
import { createShopifySource } from '../../../src/providers/shopify/source.ts'
import { parse } from '../../../src/providers/shopify/source-settings.ts'
import { ask } from '../../../src/providers/shopify/wants.ts'
import { type ShopifySim, type ShopifySimOptions, startShopifySim } from '../../../src/sandbox/shopify/index.ts'
import { contextWith, type KeptMemo, memoOf } from '../../contract/source-fixture.ts'
import { ask as asked } from '../../sandbox/shopify/support.ts'
import { type LeapingClock, leapingClock } from '../amazon/world.ts'

const SHOP = 'sandbox'

export interface WorldOptions extends ShopifySimOptions {
  /** As `productSet` takes them. */
  products?: JsonObject[]
  /** More of what stands under `source.shopify`. */
  section?: JsonObject
  /** Instead of the environment's. */
  values?: Values
}

export interface World {
  sim: ShopifySim
  clock: LeapingClock
  memo: KeptMemo
  /** Everything that the log was told. */
  told: { event: string; fields: LogFields }[]
  /** As another process would open it. */
  open(): Source
  request(choice?: Partial<ExportChoice>): SourceRequest
  read(context?: Partial<SourceContext>, choice?: Partial<ExportChoice>): Promise<SourceResult>
  close(): Promise<void>
}

export const never = (): AbortSignal => new AbortController().signal

const SET = `mutation Set($input: ProductSetInput!) {
  productSet(input: $input, synchronous: true) { product { id } userErrors { field message } }
}`

/** The simulated shop with these products and a source that reads it; both live by the same clock. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { products = [], section = {}, values = {}, ...given } = options
  const clock = leapingClock()
  const sim = await startShopifySim({ clock, ...given })
  for (const input of products) await addProduct(sim, input)
  // Images are made ready, and searches find what is there.
  clock.leap(60_000)
  sim.store.settle()
  sim.resetCalls()
  const told: World['told'] = []
  const secrets = createSecrets(sim.options.accessToken, sim.options.clientSecret)
  const all: Values = { SHOPIFY_ACCESS_TOKEN: sim.options.accessToken, SHOPIFY_API_URL: sim.url, ...values }
  const { options: settings } = parse({ shop: SHOP, ...section })
  const context = (): ShopContext => ({
    ...{ values: all, clock, random: () => 0.5, userAgent: 'test/1', share: 1, log: logInto(told), secrets },
    onWait: () => undefined,
  })
  const memo = memoOf()
  const open = (): Source => createShopifySource({ settings: { options: settings }, ...context() })
  const request = (choice: Partial<ExportChoice> = {}): SourceRequest => {
    const whole = { brands: [], ids: [], relatives: true, codes: true, limit: null, ...choice }
    return { shop: SHOP, limit: whole.limit, ...ask({ options: settings }, whole) }
  }
  return {
    ...{ sim, clock, memo, told, open, request },
    read: (changes = {}, choice = {}) => open().read(request(choice), { ...contextWith(memo), ...changes }, never()),
    close: () => sim.close(),
  }
}

/** @returns the id of the product, digits alone */
export async function addProduct(sim: ShopifySim, input: JsonObject): Promise<string> {
  const { productSet } = await asked(sim, SET, { input })
  if (productSet.userErrors.length > 0) throw new Error(JSON.stringify(productSet.userErrors))
  return String(productSet.product.id).replace(/^.*\//, '')
}

function logInto(told: World['told']): ShopContext['log'] {
  const log: ShopContext['log'] = {
    write: (_level, event, fields = {}) => void told.push({ event, fields }),
    keeps: () => true,
    part: () => log,
    bind: () => undefined,
  }
  return log
}
