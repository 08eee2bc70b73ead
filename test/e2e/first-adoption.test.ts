import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { AccountSeed, ProductSeed } from '../../src/sandbox/plytix/account-seed.ts'
import { type Left, leftByOlderScripts } from '../support/older-scripts.ts'
import { parsed, Stage } from './stage.ts'

const LISTINGS = 20

let left: Left
/** What the account would hold if it had been ours all along. */
let whole: Required<AccountSeed>
let stage: Stage

beforeAll(async () => {
  const before = await Stage.open({ listings: LISTINGS })
  try {
    await before.apply()
    whole = before.sandbox.plytix.store.snapshot()
    left = leftByOlderScripts(whole)
  } finally {
    await before.close()
  }
}, 120_000)

afterEach(() => stage.close())

/** The account of the older scripts, after people have worked in it. */
async function worked(edit: (product: (place: number) => ProductSeed, account: AccountSeed) => void): Promise<void> {
  const account = structuredClone(left.account)
  edit((place) => productAt(account, left.skus[place]), account)
  stage = await Stage.open({ listings: LISTINGS, account })
}

function productAt({ products = [] }: AccountSeed, sku: string | undefined): ProductSeed {
  const found = products.find((one) => one.sku === sku)
  if (!found) throw new Error(`There is no product ${sku}.`)
  return found
}

const now = (place: number): ProductSeed => productAt(stage.sandbox.plytix.store.snapshot(), left.skus[place])
const uploads = (): number =>
  stage.sandbox.plytix.calls.filter(({ kind, path }) => kind === 'write' && path.includes('/assets')).length
const titles = (plan: Plan) => plan.operations.filter(({ after }) => JSON.stringify(after).includes('amazon_title'))

async function adopt(...flags: string[]): Promise<{ plan: Plan; result: RunResult }> {
  const plan = parsed<Plan>(await stage.sync('adopt', '--json', '--out', 'adopt.json', ...flags))
  return { plan, result: parsed<RunResult>(await stage.sync('apply', 'adopt.json', '--json')) }
}

test('what older scripts made is adopted, and then completed: no value of a person is lost, no image uploaded twice', async () => {
  await worked((product, account) => {
    Object.assign(product(0).attributes ?? {}, { amazon_title: 'A title of the shop' })
    account.assets?.push({ filename: 'studio.jpg' })
    const gallery = product(1).attributes?.amazon_images as string[]
    Object.assign(product(1).attributes ?? {}, { amazon_images: ['studio.jpg', ...gallery] })
  })

  const before = withoutBaselines(stage.sandbox.plytix.store.snapshot())
  const first = await stage.plan()
  expect(first.diagnostics[0]).toMatchObject({ code: 'unadopted', severity: 'warning' })
  expect(first.diagnostics[0]?.message).toContain(`${left.skus.length} products of ours have no baseline`)
  expect(first.diagnostics[0]?.hint).toContain('sync adopt --out adopt.json')

  const { plan, result } = await adopt()
  expect(plan).toMatchObject({ purpose: { command: 'adopt' }, summary: { adopt: left.skus.length, unadopted: 1 } })
  expect(new Set(plan.operations.map(({ id }) => id.split('.')[0]))).toEqual(
    new Set(['create:attribute', 'adopt:product']),
  )
  expect(result.operations).toMatchObject({ succeeded: left.skus.length + 1, failed: 0, conflict: 0 })
  expect(withoutBaselines(stage.sandbox.plytix.store.snapshot())).toEqual(before)

  const second = await stage.plan()
  expect(second.diagnostics.map(({ code }) => code)).not.toContain('unadopted')
  expect(new Set(second.operations.map(({ action }) => action))).toEqual(new Set(['link']))
  await stage.apply()

  expect(now(0).attributes?.amazon_title).toBe('A title of the shop')
  expect(uploads()).toBe(0)
  expect(stage.sandbox.plytix.store.snapshot().links).toEqual(whole.links)
  expect((await stage.plan()).operations).toEqual([])
  expect((await adopt()).plan.operations).toEqual([])
}, 300_000)

/** Everything of an account that is no baseline. */
function withoutBaselines({ products, attributes, ...rest }: Required<AccountSeed>): unknown {
  return {
    ...rest,
    attributes: attributes.filter(({ name }) => name !== 'Amazon Sync Baseline'),
    products: products.map((one) => ({ ...one, attributes: { ...one.attributes, amazon_sync_baseline: null } })),
  }
}

test('with the former export, the source moves what the scripts wrote, and what people changed since is drift', async () => {
  await worked((product) => {
    Object.assign(product(0).attributes ?? {}, { amazon_title: 'A title of the shop' })
    const gallery = product(1).attributes?.amazon_images as string[]
    Object.assign(product(1).attributes ?? {}, { amazon_images: gallery.slice(0, -1) })
  })
  parsed(await stage.sync('export', '--out', 'former.ndjson', '--json'))
  for (const place of [2, 3]) rename(left.skus[place], `Renamed ${place}`)
  parsed(await stage.sync('export', '--json'))

  const { plan } = await adopt('--as-of', 'former.ndjson')
  const second = await stage.plan()

  expect(second.drift).toEqual(plan.drift)
  expect(second.drift.map(({ address, field }) => [address, field])).toEqual([
    [`product.${left.skus[0]}`, '/attributes/amazon_title'],
    [`product.${left.skus[1]}`, '/attributes/amazon_images'],
  ])
  expect(second.conflicts.filter(({ kind }) => kind !== 'kept')).toEqual([])
  expect(titles(second).map(({ key }) => key)).toEqual([left.skus[2], left.skus[3]])
  const lacking = now(1).attributes?.amazon_images
  await stage.apply()

  expect(now(0).attributes?.amazon_title).toBe('A title of the shop')
  expect(now(1).attributes?.amazon_images).toEqual(lacking)
  expect(now(2).attributes?.amazon_title).toBe('Renamed 2')
  expect(uploads()).toBe(0)
  const last = await stage.plan()
  expect([last.operations, last.drift.length]).toEqual([[], 2])
}, 300_000)

function rename(sku: string | undefined, title: string): void {
  const item = stage.sandbox.amazon.items.find(({ asin }) => sku?.endsWith(asin))
  const [summary] = item?.summaries ?? []
  if (!summary) throw new Error(`${sku} is no listing.`)
  summary.itemName = title
}
