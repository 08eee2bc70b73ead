import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { change, deleted, newProduct, repriced } from '../../src/sandbox/market/change.ts'
import type { MarketListing } from '../../src/sandbox/market/types.ts'
import { variantKeyOf } from '../../src/sandbox/market/world.ts'
import { masterTruth } from '../support/market/master-truth.ts'
import { MarketStage, ORDER } from './market-stage.ts'
import { parsed } from './stage.ts'

let stage: MarketStage

beforeAll(async () => {
  stage = await MarketStage.open({ listings: 40, seed: 3 })
  // What has neither name nor price is refused, which other tests are about.
  for (const listing of stage.market.catalogue.listings) await stage.put(useful(listing))
})

afterAll(() => stage.close())

function useful(listing: MarketListing): MarketListing {
  const variants = listing.variants.map((one) => ({
    ...one,
    listPrice: one.listPrice === '0' ? '99000' : one.listPrice,
  }))
  return Object.assign(listing, { title: listing.title || 'Tanpa Nama', variants })
}

const keys = ({ operations }: Plan, kind: string) =>
  operations.flatMap((one) => (one.kind === kind && one.action === 'create' ? one.key : [])).sort()
const ids = ({ operations }: Plan) => operations.map(({ id }) => id)

test('holds each product and variant once, under the names that the rules give, with every listing of it', async () => {
  const { masters, ambiguous } = stage.truth()
  const variants = masters.flatMap((master) => master.variants)
  const plan = await stage.plan('--out', 'plan.json')

  expect(keys(plan, 'product')).toEqual(masters.map(({ key }) => key).sort())
  expect(keys(plan, 'variant')).toEqual(variants.map(({ key }) => key).sort())
  expect(keys(plan, 'mapping')).toEqual(variants.flatMap(({ members }) => members).sort())
  expect(plan.ambiguous).toHaveLength(ambiguous.length)
  expect(ambiguous.length).toBeGreaterThan(0)
})

test('says of every listing what its shop says: what is asked for it, and whether it is on sale there', () => {
  const plan = stage.saved('plan.json')
  const shown = new Map(plan.operations.map(({ key, after }) => [key, after as { [field: string]: unknown }]))
  const wrong = stage.read().flatMap((listing) =>
    listing.variants.flatMap((variant) => {
      const row = shown.get(variantKeyOf(listing, variant))
      const onSale = ['NORMAL', 'ACTIVATE'].includes(listing.status) && variant.active
      const expected = [variant.salePrice ?? variant.listPrice, onSale ? 'synced' : 'disabled']
      return row === undefined || String([row.price, row.sync_status]) === String(expected) ? [] : [[row, expected]]
    }),
  )

  expect(wrong).toEqual([])
})

test('is written as planned, and then agrees with both shops', async () => {
  await stage.done('apply', 'plan.json')

  expect(await stage.plan()).toMatchObject({ operations: [], drift: [], conflicts: [], gone: [] })
})

const variantKeys = (listing: MarketListing) => listing.variants.map((variant) => variantKeyOf(listing, variant))

test('takes a price that changes on the second platform as the one mapping that it is', async () => {
  const listing = stage.onBoth('tiktok-shop')
  await stage.put(change(listing, repriced('123000', 0), stage.now()))

  const plan = await stage.plan('--out', 'price.json')
  const [operation] = plan.operations

  expect(ids(plan)).toEqual([`update:mapping.${variantKeyOf(listing, listing.variants[0] as never)}`])
  expect(operation).toMatchObject({ after: { price: '123000' } })
  await stage.done('apply', 'price.json')
  expect((await stage.plan()).operations).toEqual([])
})

test('takes a price that changes on the first platform as the variant and the mapping that it is', async () => {
  const listing = stage.onBoth('shopee')
  await stage.put(change(listing, repriced('987000', 0), stage.now()))

  const plan = await stage.plan('--out', 'price.json')

  expect(plan.operations.map(({ action, kind }) => `${action} ${kind}`)).toEqual(['update variant', 'update mapping'])
  expect(plan.operations.map(({ after }) => (after as { price: string }).price)).toEqual(['987000', '987000'])
  await stage.done('apply', 'price.json')
  expect((await stage.plan()).operations).toEqual([])
})

test('takes in what is new on both, and disables what a shop has taken away', async () => {
  const gone = stage.onBoth('tiktok-shop')
  const [shopee, tiktok] = newProduct({ seed: 900, at: stage.now() }) as [MarketListing, MarketListing]
  for (const listing of [shopee, tiktok, change(gone, deleted, stage.now())]) await stage.put(listing)

  const plan = await stage.plan('--out', 'changes.json')
  const { masters } = masterTruth([shopee, tiktok], ORDER)

  expect(keys(plan, 'product')).toEqual(masters.map(({ key }) => key))
  expect(keys(plan, 'mapping')).toEqual([shopee, tiktok].flatMap(variantKeys).sort())
  const updates = plan.operations.filter(({ action }) => action === 'update')
  expect(updates.map(({ key }) => key).sort()).toEqual(variantKeys(gone).sort())
  expect(updates.map(({ after }) => (after as { sync_status: string }).sync_status)).toEqual(
    updates.map(() => 'disabled'),
  )
  await stage.done('apply', 'changes.json')
  expect((await stage.plan()).operations).toEqual([])
})

test('takes an ambiguous listing in once an override names its product', async () => {
  const [key = ''] = stage.truth().ambiguous.filter((one) => /^shopee\/\d+\/\d+$/.test(one))
  const [{ key: master } = { key: '' }] = stage.truth().masters
  stage.write(
    'specs/overrides/mine.yaml',
    `version: 1\noverrides:\n  "${key}": { canonical: ${master}, reason: seen }\n`,
  )

  const plan = await stage.plan('--out', 'decided.json')

  expect(keys(plan, 'mapping')).toEqual([key])
  expect(plan.operations.find(({ kind }) => kind === 'mapping')?.after).toMatchObject({ product: `product.${master}` })
  expect(keys(plan, 'product')).toEqual([])
  await stage.done('apply', 'decided.json')
  expect((await stage.plan()).operations).toEqual([])
})

test('reports what somebody changed in the catalogue as drift, and leaves it alone', async () => {
  const [{ key } = { key: '' }] = stage.truth().masters
  await stage.query(`UPDATE catalog.master_products SET name = 'Nama Pilihan' WHERE master_sku = '${key}'`)

  const { code, stdout } = await stage.sync('drift')

  expect([code, stdout]).toEqual([2, expect.stringContaining('Nama Pilihan')])
  expect(await stage.plan()).toMatchObject({ operations: [], drift: [{ live: 'Nama Pilihan', decision: 'spared' }] })
})

test('reads the one shop when the other is out of its quota, and removes nothing on the word of a part', async () => {
  const { options } = stage.market.shopee
  Object.assign(options, { faults: [{ effect: 'day', operation: 'get_item_list' }] })

  const { code, text } = await stage.sync('export')
  const plan = parsed<Plan>(await stage.sync('plan', '--json', '--allow-old-export'))

  expect([code, text]).toEqual([0, expect.stringMatching(/quota|daily|limit/)])
  expect(plan).toMatchObject({ operations: [], gone: [] })
})
