import { afterEach } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { Want } from '../../../../src/model/live.ts'
import { createSecrets } from '../../../../src/net/secrets.ts'
import type { Client } from '../../../../src/providers/shopify/client.ts'
import { openClient, type ShopContext } from '../../../../src/providers/shopify/open-client.ts'
import type { Wants } from '../../../../src/providers/shopify/target/names.ts'
import type { DirectContext } from '../../../../src/providers/shopify/target/read/direct.ts'
import type { ReadSelection } from '../../../../src/providers/shopify/target/read/read-selection.ts'
import { type ReadsOptions, ShopifyReads } from '../../../../src/providers/shopify/target/read/reads.ts'
import { Seen } from '../../../../src/providers/shopify/target/seen.ts'
import { type ShopifySim, type ShopifySimOptions, startShopifySim } from '../../../../src/sandbox/shopify/index.ts'
import { ask } from '../../../sandbox/shopify/support.ts'
import { type LeapingClock, leapingClock } from '../../amazon/world.ts'
import { single } from '../products.ts'
import { addProduct, never } from '../world.ts'

export const KEY = { namespace: 'custom', key: 'sync_key' }

export interface ReadsWorldOptions extends ShopifySimOptions {
  /** As `productSet` takes them. */
  products?: JsonObject[]
  /** Without the definitions that keys need. */
  bare?: boolean
  share?: number
}

/** A simulated shop, and a client of it; both live by the same clock. */
export interface ReadsWorld {
  sim: ShopifySim
  clock: LeapingClock
  client: Client
  seen: Seen
  /** What a direct read needs; more of it may be chosen. */
  direct(selection?: Partial<ReadSelection>): DirectContext
  /** As another process would make it. */
  reads(options?: Partial<ReadsOptions> & { settings?: Partial<Wants> }): ShopifyReads
  close(): Promise<void>
}

const WANTS: Wants = {
  ...{ shop: 'sandbox', api_version: '2026-07', keyMetafield: KEY, publish: [], status: 'DRAFT' },
  ...{ location: null, collections: [] },
}

export const WANT: Want = { paths: [], owns: () => true, explained: () => true }

export const PLAIN: ReadSelection = {
  ...{ key: KEY, productMetafields: [], variantMetafields: [], all: false },
  ...{ collections: false, publications: false, location: null, shopName: null },
}

async function openReadsWorld(options: ReadsWorldOptions = {}): Promise<ReadsWorld> {
  const { products = [], bare = false, share = 1, ...given } = options
  const clock = leapingClock()
  const sim = await startShopifySim({ clock, ...given, throttle: false })
  if (!bare) for (const ownerType of ['PRODUCT', 'PRODUCTVARIANT']) await define(sim, { ...KEY, ownerType, type: 'id' })
  for (const input of products) await addProduct(sim, input)
  // Images are made ready, searches find what is there, and the bucket is full.
  clock.leap(60_000 + products.length * 10_000)
  sim.store.settle()
  sim.resetCalls()
  sim.options.throttle = given.throttle ?? true
  const client = openClient('sandbox', '2026-07', contextOf(sim, { clock, share }))
  const seen = new Seen()
  return {
    ...{ sim, clock, client, seen },
    direct: (selection = {}) => ({
      client,
      session: client.session(never()),
      seen,
      selection: { ...PLAIN, ...selection },
    }),
    reads: ({ settings = {}, ...given } = {}) =>
      new ShopifyReads({
        ...{ client, wants: { ...WANTS, ...settings }, managed: { product: [], variant: [] } },
        ...given,
      }),
    async close() {
      await client.close()
      await sim.close()
    },
  }
}

function contextOf(sim: ShopifySim, { clock, share }: { clock: LeapingClock; share: number }): ShopContext {
  const log: ShopContext['log'] = {
    write: () => undefined,
    keeps: () => false,
    part: () => log,
    bind: () => undefined,
  }
  return {
    values: { SHOPIFY_ACCESS_TOKEN: sim.options.accessToken, SHOPIFY_API_URL: sim.url },
    ...{ clock, random: () => 0.5, userAgent: 'test/1', share, log },
    secrets: createSecrets(sim.options.accessToken, sim.options.clientSecret),
    onWait: () => undefined,
  }
}

const DEFINE = `mutation Define($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) { userErrors { message } }
}`

export async function define(sim: ShopifySim, definition: JsonObject): Promise<void> {
  const { metafieldDefinitionCreate } = await ask(sim, DEFINE, {
    definition: { name: String(definition.key), ...definition },
  })
  if (metafieldDefinitionCreate.userErrors.length > 0) throw new Error(JSON.stringify(metafieldDefinitionCreate))
}

/** The metafield that makes it one of ours. */
export function keyed(value: string): JsonObject {
  return { ...KEY, type: 'id', value }
}

/** Root fields of every query and mutation, in their order. */
export function fieldsAsked(sim: ShopifySim): string[] {
  return sim.calls.flatMap(({ fields }) => fields)
}

/** A product of as many variants as it has colours, in each of ten sizes. */
export function large(title: string, colors: number, more: JsonObject = {}): JsonObject {
  const all = Array.from({ length: colors }, (_, color) => `C${color}`)
  const sizes = Array.from({ length: 10 }, (_, size) => `S${size}`)
  return {
    title,
    productOptions: [
      { name: 'Color', values: all.map((name) => ({ name })) },
      { name: 'Size', values: sizes.map((name) => ({ name })) },
    ],
    variants: all.flatMap((color) =>
      sizes.map((size) => ({
        optionValues: [
          { optionName: 'Color', name: color },
          { optionName: 'Size', name: size },
        ],
        sku: `${title}-${color}-${size}`,
        price: '1.00',
      })),
    ),
    ...more,
  }
}

/** A product that is ours, without options. */
export function ours(key: string, more: JsonObject = {}, variant: JsonObject = {}): JsonObject {
  return single(key, { metafields: [keyed(key)], ...more }, { metafields: [keyed(key)], ...variant })
}

/** The gid of the product of a title. */
export function gidOf({ sim }: Pick<ReadsWorld, 'sim'>, title: string): string {
  return [...sim.store.table('Product').values()].find((product) => product.title === title)?.id ?? ''
}

/** Lets tests open worlds that are closed when each is over. */
export function worlds(): (options?: ReadsWorldOptions) => Promise<ReadsWorld> {
  const opened: ReadsWorld[] = []
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close()
  })
  return async (options) => {
    const one = await openReadsWorld(options)
    opened.push(one)
    return one
  }
}
