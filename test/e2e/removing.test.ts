import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RawCatalogItem } from '../../src/sandbox/amazon/raw.ts'
import type { Product } from '../../src/sandbox/plytix/records.ts'
import { boot, US } from '../providers/amazon/world.ts'
import { agedExports } from './aged-exports.ts'
import { byHand, idOf } from './person.ts'
import { failureOf, Stage } from './stage.ts'

const SINGLES = Array.from({ length: 24 }, (_, n) => `B0NORTH${100 + n}`)
const [GONE = '', ALSO_GONE = '', CODED = '', PICTURED = ''] = SINGLES
const [FORMER, LATTER, CHILD] = ['B0PARENT01', 'B0PARENT02', 'B0CHILD001']
const sku = (asin: string) => `AMZN-US-${asin}`
const images = (...ids: string[]) => [
  {
    marketplaceId: US,
    images: ids.map((id, place) => ({
      variant: place === 0 ? 'MAIN' : `PT0${place}`,
      link: `https://m.media-amazon.com/images/I/${id}.jpg`,
      height: 1000,
      width: 1000,
    })),
  },
]

let stage: Stage
const itemOf = (asin: string) => stage.sandbox.amazon.items.find((one) => one.asin === asin) as RawCatalogItem
const store = () => stage.sandbox.plytix.store
const ids = async (...flags: string[]) => (await stage.plan(...flags)).operations.map(({ id }) => id)

beforeAll(async () => {
  const items = [
    ...SINGLES.map((asin) => boot(asin, { brand: 'North' })),
    boot(FORMER, { brand: 'North', children: [CHILD] }),
    boot(LATTER, { brand: 'North', children: [] }),
    boot(CHILD, { brand: 'North', parents: [FORMER] }),
  ]
  for (const item of items) if (item.asin === PICTURED) item.images = images('71old', '71side')
  const products = ['NB-1', 'NB-2'].map((canonical) => ({ sku: canonical, label: canonical }))
  stage = await Stage.open({ items, account: { products } })
  const brand = /- name: .*/.exec(stage.workspace.read('sync.yaml'))?.[0] ?? ''
  stage.workspace.edit('sync.yaml', [brand, '- name: North'])
  stage.workspace.write(
    'specs/overrides/boots.yaml',
    `version: 1\noverrides:\n  ${CODED}: { canonical: NB-1, reason: a guess }\n`,
  )
  expect(await stage.apply()).toMatchObject({ status: 'complete', failures: [] })
}, 120_000)

afterAll(() => stage.close())

const productOf = (own: string) => store().product(own) as Product
const skus = () =>
  store()
    .snapshot()
    .products.map((product) => product.sku)
const galleryOf = (own: string) =>
  store()
    .snapshot()
    .products.find((product) => product.sku === own)?.attributes?.amazon_images
const linksOf = (source: string, relationship: string) =>
  store()
    .snapshot()
    .links.find((one) => one.source === source && one.relationship === relationship)?.targets ?? []

async function link(source: string, label: string, target: string): Promise<void> {
  const path = `products/${productOf(source).id}/relationships/${await idOf(stage.sandbox, 'relationships', label)}`
  const pair = { product_id: productOf(target).id, quantity: 3 }
  await byHand(stage.sandbox, ['POST', path], { product_relationships: [pair] })
}

/** Applies what there is to do, and sees that nothing is left. */
async function settle(...flags: string[]): Promise<void> {
  expect(await stage.apply(...flags)).toMatchObject({ status: 'complete', failures: [] })
  expect(await ids(...flags)).toEqual([])
}

test('a listing that moves to another parent is linked there, and then leaves the former one', async () => {
  for (const item of [
    boot(CHILD, { parents: [LATTER] }),
    boot(FORMER, { children: [] }),
    boot(LATTER, { children: [CHILD] }),
  ])
    Object.assign(itemOf(item.asin), { relationships: item.relationships })
  await stage.sync('export')

  expect(await ids('--only', 'hierarchy')).toEqual([
    `link:link.amazon_hierarchy.${sku(LATTER)}`,
    `unlink:link.amazon_hierarchy.${sku(FORMER)}`,
  ])
  await settle()
  expect(linksOf(sku(FORMER), 'amazon_hierarchy')).toEqual([])
  expect(linksOf(sku(LATTER), 'amazon_hierarchy')).toEqual([sku(CHILD)])
})

test('a corrected match moves the listing to its right product, and links of people stay', async () => {
  stage.workspace.edit('specs/overrides/boots.yaml', ['NB-1, reason: a guess', 'NB-2'])
  const [theirs = ''] = SINGLES.slice(10)
  await link('NB-1', 'amazon_listings', sku(theirs))

  await settle()
  expect(linksOf('NB-1', 'amazon_listings')).toEqual([{ sku: sku(theirs), quantity: 3 }])
  expect(linksOf('NB-2', 'amazon_listings')).toEqual([sku(CODED)])
})

test('a replaced image leaves with its slot; one that the source dropped leaves when images are pruned', async () => {
  itemOf(PICTURED).images = images('71new')
  await stage.sync('export')

  await stage.apply()
  expect(galleryOf(sku(PICTURED))).toEqual(['71new.jpg', '71side.jpg'])
  expect((await stage.plan()).blocked).toMatchObject([
    { id: `update:product.${sku(PICTURED)}`, code: 'prune-off', message: expect.stringContaining('PT01 71side') },
  ])

  await settle('--prune', 'images')
  expect(galleryOf(sku(PICTURED))).toEqual(['71new.jpg'])
})

describe('listings that are gone', () => {
  beforeAll(async () => {
    const all = stage.sandbox.amazon.items
    for (const asin of [GONE, ALSO_GONE]) all.splice(all.indexOf(itemOf(asin)), 1)
    await stage.sync('export')
  }, 60_000)

  const policy = (on_gone: string) =>
    stage.workspace.write(
      'sync.yaml',
      stage.workspace.read('sync.yaml').replace(/^ {2}on_gone: \w+/m, `  on_gone: ${on_gone}`),
    )

  test('are listed, and left alone after one export, whatever is asked for', async () => {
    const plan = await stage.plan('--prune', 'all', '--allow-deletes')
    expect(plan.operations).toEqual([])
    expect(plan.gone).toMatchObject([
      { key: sku(GONE), since: null },
      { key: sku(ALSO_GONE), since: null },
    ])
  })

  test('are gone for certain when another export a day later lacks them too', async () => {
    const [since] = agedExports(stage.workspace.path('state'), { hours: 25 })
    await stage.sync('export')

    const plan = await stage.plan()
    expect(plan.operations).toEqual([])
    expect(plan.gone).toMatchObject([{ since }, { since }])
  })

  test('are marked, archived, or current again, each once', async () => {
    stage.workspace.configure('policy:\n  on_gone: mark\n')
    await settle()
    expect(productOf(sku(GONE)).attributes).toMatchObject({ amazon_listing_status: 'GONE' })

    policy('archive')
    await settle()
    expect(productOf(sku(GONE))).toMatchObject({ status: 'Archived' })
  }, 60_000)

  test('are neither marked nor deleted on the word of half an export', async () => {
    const half = stage.workspace.path('half.ndjson')
    await stage.sync('export', '--limit', '20', '--out', half)
    policy('delete')
    const plan = await stage.plan('--export', half, '--prune', 'all', '--allow-deletes', '--allow-shrunken-export')

    expect(plan.summary).toMatchObject({ delete: 0, unlink: 0, update: 0 })
    expect(plan.gone).toEqual([])
  })

  test('are not deleted when that is more than the policy allows, unless deletes are allowed', async () => {
    const blocked = await stage.plan('--prune', 'products')
    expect(blocked.summary.delete).toBe(0)
    expect(blocked.blocked.map(({ code }) => code)).toEqual(['threshold', 'threshold'])

    const allowed = await stage.plan('--prune', 'products', '--allow-deletes')
    expect(allowed.guards).toMatchObject([{ code: 'large-delete', allowed: true }])
    expect(allowed.operations.map(({ id }) => id)).toEqual(
      [GONE, ALSO_GONE].map((asin) => `delete:product.${sku(asin)}`),
    )
  })

  test('are deleted, but for a product that has variants, and nothing else with them', async () => {
    const { id } = productOf(sku(ALSO_GONE))
    await byHand(stage.sandbox, ['POST', `products/${id}/variants`], { variant: { sku: 'BY-HAND-1' } })
    const before = skus()

    const { operations, blocked } = await stage.plan('--prune', 'products')
    expect(operations.map((operation) => operation.id)).toEqual([`delete:product.${sku(GONE)}`])
    expect(blocked).toMatchObject([{ id: `delete:product.${sku(ALSO_GONE)}`, code: 'bound' }])

    await settle('--prune', 'products')
    expect(before.filter((own) => !skus().includes(own))).toEqual([sku(GONE)])
  }, 60_000)

  test('are made again when they are listed again', async () => {
    stage.sandbox.amazon.items.push(boot(GONE, { brand: 'North' }))
    await stage.sync('export')
    expect(await ids()).toContain(`create:product.${sku(GONE)}`)
  })
})

test('kinds that cannot be pruned are an error of usage', async () => {
  const ended = await stage.sync('plan', '--prune', 'links,attributes', '--json')
  expect(ended.code).toBe(1)
  expect(failureOf(ended)).toMatchObject({ code: 'usage', message: expect.stringContaining('attributes') })
})
