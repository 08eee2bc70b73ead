import { afterEach, expect, test } from 'vitest'
import { change, edited } from '../../../src/sandbox/market/change.ts'
import {
  type MarketSandbox,
  type MarketSandboxOptions,
  startMarketSandbox,
} from '../../../src/sandbox/market-sandbox.ts'

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

  const answer = await fetch(`${env.TIKTOK_SHOP_API_URL}/authorization/202309/shops`)

  expect(await answer.json()).toMatchObject({ code: 36009004 })
  expect((await open()).tiktok.counts()).toMatchObject({ shops: 1 })
})

test('serves on each platform what the catalogue lists there', async () => {
  const { open } = await start({ listings: 60, seed: 2 })
  const { catalogue, tiktok } = await open()
  const ids = catalogue.listings.flatMap(({ platform, id }) => (platform === 'tiktok-shop' ? id : []))

  expect([...tiktok.products.keys()]).toEqual(ids)
})

test('serves a listing as it is once it has been changed', async () => {
  const { open, put } = await start({ listings: 20, seed: 2 })
  const { catalogue, tiktok } = await open()
  const listing = catalogue.listings.find(({ platform }) => platform === 'tiktok-shop')
  if (!listing) throw new Error('the catalogue lists nothing there')

  await put(change(listing, edited({ title: 'Kaos Baru' }), 1_793_500_000))

  expect(tiktok.products.get(listing.id)).toMatchObject({ title: 'Kaos Baru', update_time: 1_793_500_000 })
})

test('gives every sandbox tokens of its own, for a workspace may remember those of another', async () => {
  const first = await start({ accountId: 'a1' })
  await first.close()
  const second = await start({ accountId: 'b2' })

  expect(second.env.TIKTOK_SHOP_REFRESH_TOKEN).not.toBe(first.env.TIKTOK_SHOP_REFRESH_TOKEN)
})
