import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { change, deleted } from '../../src/sandbox/market/change.ts'
import type { MarketListing } from '../../src/sandbox/market/types.ts'
import { variantKeyOf } from '../../src/sandbox/market/world.ts'
import { agedExports } from './aged-exports.ts'
import { MarketStage } from './market-stage.ts'
import { parsed } from './stage.ts'

let stage: MarketStage
let lost: { master: string; variants: string[]; mappings: string[] }

beforeAll(async () => {
  stage = await MarketStage.open({ listings: 30, seed: 5 })
  await stage.plan('--out', 'first.json')
  await stage.done('apply', 'first.json')
  const rejected = new Set(stage.saved('first.json').rejected?.map(({ item }) => item.split('.')[0]))
  const isGood = ({ platform, shop, id }: MarketListing) =>
    !rejected.has(`${platform}/${platform === 'shopee' ? shop : 'ID'}/${id}`)
  const listed = (keys: string[]) =>
    stage.read().filter(({ platform, shop, id }) => keys.includes(`${platform}/${shop}/${id}`))
  const found = stage.truth().masters.find(({ listings, variants }) => {
    const own = listed(listings)
    return variants.length > 1 && new Set(own.map(({ platform }) => platform)).size === 2 && own.every(isGood)
  })
  if (!found) throw new Error('no product fits')
  for (const listing of listed(found.listings)) await stage.put(change(listing, deleted, stage.now()))
  lost = {
    master: found.key,
    variants: found.variants.map(({ key }) => key).sort(),
    mappings: listed(found.listings)
      .flatMap((one) => one.variants.map((variant) => variantKeyOf(one, variant)))
      .sort(),
  }
})

afterAll(() => stage.close())

const keys = ({ operations }: Plan, action: string, kind: string) =>
  operations.flatMap((one) => (one.kind === kind && one.action === action ? one.key : [])).sort()

/** How many products, variants and mappings there are. */
async function rows(): Promise<number[]> {
  const count = (table: string) => `(SELECT count(*)::int FROM catalog.${table})`
  const tables = ['master_products', 'master_product_variants', 'platform_mappings']
  const [row] = await stage.query<{ counts: number[] }>(`SELECT ARRAY[${tables.map(count).join(', ')}] AS counts`)
  return row?.counts ?? []
}

test('a product that both shops have deleted is told of, and left until another export says so a day later', async () => {
  const plan = await stage.plan('--prune', 'products', '--allow-deletes')

  expect(keys(plan, 'delete', 'mapping')).toEqual([])
  expect(plan.gone.map(({ address }) => address)).toContain(`product.${lost.master}`)
})

test('then it goes with its variants and mappings, these first, and comes back when that is undone', async () => {
  agedExports(join(stage.root, 'state'), { hours: 25 })
  const before = await rows()
  const plan = await stage.plan('--prune', 'products', '--allow-deletes', '--out', 'gone.json')

  expect([keys(plan, 'delete', 'product'), keys(plan, 'delete', 'variant'), keys(plan, 'delete', 'mapping')]).toEqual([
    [lost.master],
    lost.variants,
    lost.mappings,
  ])
  expect(keys(plan, 'update', 'mapping')).toEqual([])
  await stage.done('apply', 'gone.json')
  expect(await rows()).toEqual([
    (before[0] ?? 0) - 1,
    (before[1] ?? 0) - lost.variants.length,
    (before[2] ?? 0) - lost.mappings.length,
  ])
  expect(await stage.plan('--prune', 'products')).toMatchObject({ operations: [], gone: [] })

  const undo = parsed<Plan>(await stage.sync('undo', 'latest', '--json', '--out', 'undo.json'))
  expect(keys(undo, 'create', 'mapping')).toEqual(lost.mappings)
  await stage.done('apply', 'undo.json')
  expect(await rows()).toEqual(before)
})
