import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CatalogueReport } from '../../src/model/catalogue-report.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { StatusReport } from '../../src/model/status-report.ts'
import { formsOf } from '../../src/net/secret-forms.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts'
import { byHand } from './person.ts'
import { ShopStage } from './shop-stage.ts'

const TOKEN = 'shpat_m4rked/+="token"'
const LOG = { SYNC_LOG: 'trace', SYNC_LOG_FILE: 'trace.log' }

let pim: Sandbox
let stage: ShopStage

beforeAll(async () => {
  pim = await startSandbox({ listings: 5 })
  const options = { shopify: { accessToken: TOKEN } }
  stage = await ShopStage.open(['--source', 'plytix', '--target', 'shopify'], pim, options)
})

afterAll(() => stage.close())

const SET = `mutation($input: ProductSetInput!) {
  productSet(input: $input) { product { id } userErrors { message } }
}`
const UPDATE = 'mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }'
const UPDATE_VARIANT = `mutation($id: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $id, variants: $variants) { userErrors { message } }
}`
const DELETE = 'mutation($input: ProductDeleteInput!) { productDelete(input: $input) { userErrors { message } } }'
const ONLY = 'Default Title'

/** Somebody makes a product with that SKU in the shop. */
function madeByHand(title: string, sku: string): void {
  const productOptions = [{ name: 'Title', values: [{ name: ONLY }] }]
  const variants = [{ optionValues: [{ optionName: 'Title', name: ONLY }], sku, price: '10' }]
  stage.shop.person(SET, { input: { title, productOptions, variants } })
}

/** Somebody renames a product in the PIM. */
async function renamed(sku: string, label: string): Promise<void> {
  const { id } = pim.plytix.store.product(sku) ?? expect.fail(`there is no ${sku}`)
  await byHand(pim, ['PATCH', `products/${id}`], { label })
  await stage.done('export')
}

const bySku = (sku: string) =>
  stage.products().filter(({ variants }) => variants.some(({ inventoryItem }) => inventoryItem.sku === sku))

/** Applies what there is to do; the mutations that it took. */
async function applied(...args: string[]): Promise<string[]> {
  stage.shop.resetCalls()
  await stage.done('apply', ...args)
  return stage.mutations()
}

const status = (...args: string[]) => stage.json<StatusReport>('status', ...args)

test('a product that the shop has by its SKU is held back, and taken over when that is asked for', async () => {
  madeByHand('Old hat', 'ACC-00001')
  await stage.done('apply', '--auto-approve')
  const { blocked } = await stage.plan()

  expect(blocked).toMatchObject([{ code: 'exists', message: expect.stringContaining('SKU ACC-00001') }])
  await stage.done('adopt', '--out', 'adopt.json')
  expect(await applied('adopt.json')).toEqual(['productVariantsBulkUpdate', 'metafieldsSet'])
  expect(bySku('ACC-00001').map(({ title }) => title)).toEqual(['Old hat'])
  expect((await stage.plan()).blocked).toEqual([])
})

test('a name that changes in the PIM is one mutation, and undoing it another one', async () => {
  await renamed('ACC-00002', 'Belt of leather')

  expect(await applied('--auto-approve')).toEqual(['productUpdate'])
  expect(bySku('ACC-00002')).toMatchObject([{ title: 'Belt of leather' }])
  expect(await stage.done('verify', 'latest')).toContain('1 operation compared')

  await stage.done('undo', 'latest', '--out', 'undo.json')
  expect(await applied('undo.json')).toEqual(['productUpdate'])
  expect(bySku('ACC-00002')).toMatchObject([{ title: 'Leather Belt' }])
  await renamed('ACC-00002', 'Leather Belt')
})

test('what a person writes is drift: told, and spared', async () => {
  const [card] = bySku('ACC-00003')
  stage.shop.person(UPDATE, { product: { id: card?.id, title: 'Voucher' } })

  const drift = await stage.sync('drift')
  expect([drift.code, drift.stdout]).toEqual([2, expect.stringContaining('"Gift Card" -> "Voucher"')])
  expect(await applied('--auto-approve')).toEqual([])
  expect(bySku('ACC-00003')).toMatchObject([{ title: 'Voucher' }])
  const { resources } = await status('--status', 'drifted')
  expect(resources).toHaveLength(1)
  expect(await stage.done('explain', `product.${resources[0]?.key}`)).toContain('live "Voucher"')
})

test('a SKU that two products have, and a product that is gone, are findings with proposals', async () => {
  const [first, second, third] = ['PB1000-M-7', 'PB1000-M-7.5', 'ACC-00004'].map((sku) => bySku(sku)[0])
  const variants = [{ id: second?.variants[0]?.id, inventoryItem: { sku: 'PB1000-M-7' } }]
  stage.shop.person(UPDATE_VARIANT, { id: second?.id, variants })
  stage.shop.person(DELETE, { input: { id: third?.id } })

  const { code, stdout } = await stage.sync('verify', '--catalogue', '--json')
  const { findings } = JSON.parse(stdout) as CatalogueReport

  expect(code).toBe(1)
  expect(first).toBeDefined()
  expect(findings.map((one) => one.code).sort()).toEqual(['dangling', 'duplicate-mark'])
  for (const { proposals } of findings) expect(proposals.length).toBeGreaterThan(0)
})

test('what a run has made can be undone but for what people changed since', async () => {
  const [{ run_id = '' } = {}] = (await stage.json<{ runs: { run_id: string }[] }>('runs')).runs
  const { operations, blocked } = await stage.json<Plan>('undo', run_id, '--allow-deletes')

  const deleted = operations.filter(({ kind, action }) => kind === 'product' && action === 'delete')
  expect(deleted.length).toBeGreaterThan(3)
  expect(blocked.map(({ code }) => code)).toContain('changed')
  expect(JSON.stringify(blocked)).not.toContain('sync_key')
})

test('nothing that is said or kept holds the token', async () => {
  await stage.done('doctor')
  await stage.syncWith(LOG, 'export')
  await stage.syncWith(LOG, 'apply', '--auto-approve', '--events', 'events.ndjson', '--json')
  await stage.syncWith({ ...LOG, SHOPIFY_ACCESS_TOKEN: `${TOKEN}x` }, 'plan')
  await stage.syncWith({ ...LOG, SHOPIFY_ACCESS_TOKEN: `${TOKEN}x` }, 'doctor')

  const forms = formsOf(TOKEN)
  const files = readdirSync(stage.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name)).toContain('trace.log')
  const texts = [
    ...stage.said.map(([command, { text }]) => [command, text] as const),
    ...files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name)).toString('latin1')] as const),
  ]
  for (const [name, text] of texts) expect([name, forms.filter((form) => text.includes(form))]).toEqual([name, []])
})
