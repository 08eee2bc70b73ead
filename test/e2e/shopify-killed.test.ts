import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/index.ts'
import { ShopStage } from './shop-stage.ts'

const PRODUCTS = 5

test('a first load that is killed goes on from where it was, and makes nothing twice', async () => {
  const pim = await startSandbox({ listings: 12 })
  const stage = await ShopStage.open(['--source', 'plytix', '--target', 'shopify'], pim, {
    shopify: { latencyMs: 40, searchDelayMs: 5000 },
  })
  onTestFinished(() => stage.close())
  await stage.done('export')
  const { child, ended } = stage.start('apply', '--auto-approve', '--concurrency', '2')
  while (stage.products().length < PRODUCTS && child.exitCode === null) await new Promise((wake) => setTimeout(wake, 5))
  child.kill('SIGKILL')
  expect((await ended).signal).toBe('SIGKILL')
  stage.shop.options.latencyMs = 0

  await stage.done('apply', '--resume')

  const { products } = pim.plytix.store.snapshot()
  expect((await stage.plan('--detailed-exitcode')).operations).toEqual([])
  expect(
    stage
      .products()
      .flatMap(({ variants }) => variants.map((one) => one.inventoryItem.sku ?? ''))
      .sort(),
  ).toEqual(products.map(({ sku }) => sku).sort())
})
