import { afterEach, expect, test } from 'vitest'
import { change, edited, newProduct } from '../../../src/sandbox/market/change.ts'
import type { MarketListing, Platform } from '../../../src/sandbox/market/types.ts'
import {
  type MarketSandbox,
  type MarketSandboxOptions,
  startMarketSandbox,
} from '../../../src/sandbox/market-sandbox.ts'

const LATER = 1_793_500_000

let sandbox: MarketSandbox | undefined

afterEach(async () => {
  await sandbox?.close()
  sandbox = undefined
})

async function start(options: MarketSandboxOptions): Promise<MarketSandbox> {
  sandbox = await startMarketSandbox(options)
  return sandbox
}

test('makes the catalogue for the first call, and counts that call', async () => {
  const { env, open } = await start({ listings: 20, seed: 3 })

  const shops = await fetch(`${env.TIKTOK_SHOP_API_URL}/authorization/202309/shops`)
  const items = await fetch(`${env.SHOPEE_API_URL}/api/v2/product/get_item_list`)

  expect(await shops.json()).toMatchObject({ code: 36009004 })
  expect(await items.json()).toMatchObject({ error: 'error_param' })
  const { shopee, tiktok } = await open()
  expect([shopee.counts().get_item_list, tiktok.counts().shops]).toEqual([1, 1])
})

test('serves on each platform what the catalogue lists there', async () => {
  const { open } = await start({ listings: 60, seed: 2 })
  const { catalogue, shopee, tiktok } = await open()
  const ids = (platform: Platform) => catalogue.listings.flatMap((one) => (one.platform === platform ? one.id : []))

  expect([...tiktok.products.keys()]).toEqual(ids('tiktok-shop'))
  expect(shopee.shops[0]?.items.map(({ base }) => String(base.item_id))).toEqual(ids('shopee'))
})

test('serves a listing as it is once it has been changed, and new ones', async () => {
  const { open, put } = await start({ listings: 20, seed: 2 })
  const { catalogue, shopee, tiktok } = await open()
  const first = (platform: Platform) => catalogue.listings.find((one) => one.platform === platform) as MarketListing
  const before = shopee.shops[0]?.items.length ?? 0

  for (const platform of ['shopee', 'tiktok-shop'] as const)
    await put(change(first(platform), edited({ title: 'Kaos Baru' }), LATER))
  for (const listing of newProduct({ seed: 77, at: LATER })) await put(listing)

  expect(tiktok.products.get(first('tiktok-shop').id)).toMatchObject({ title: 'Kaos Baru', update_time: LATER })
  expect(shopee.shops[0]?.items[0]?.base).toMatchObject({ item_name: 'Kaos Baru', update_time: LATER })
  expect(shopee.shops[0]?.items).toHaveLength(before + 1)
})

test('gives every sandbox tokens of its own, for a workspace may remember those of another', async () => {
  const first = await start({ accountId: 'a1' })
  await first.close()
  const second = await start({ accountId: 'b2' })

  for (const name of ['SHOPEE_REFRESH_TOKEN', 'TIKTOK_SHOP_REFRESH_TOKEN'])
    expect(second.env[name]).not.toBe(first.env[name])
})
