import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { byHand } from './person.ts'
import { Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
  await stage.apply()
})

afterAll(() => stage.close())

const owned = () =>
  stage.sandbox.plytix.store
    .snapshot()
    .products.map(({ sku }) => sku)
    .filter((sku) => sku.startsWith('AMZN-'))
    .sort()

const product = (sku: string) => stage.sandbox.plytix.store.product(sku)

const gate = (...args: string[]) => stage.sync('plan', '--fail-on', 'drift', ...args)

test('a plan in CI is green as long as nobody changed anything, and says so when asked for both', async () => {
  expect((await gate()).code).toBe(0)
  expect((await gate('--detailed-exitcode')).code).toBe(0)
})

test('a value that people edited ends it with 2, and only when it was asked for', async () => {
  const [first = ''] = owned()
  const before = product(first)?.attributes.amazon_title
  Object.assign(product(first)?.attributes ?? {}, { amazon_title: 'Ours' })

  const asked = await gate('--json')
  expect(asked.code).toBe(2)
  expect((JSON.parse(asked.stdout) as Plan).drift).toMatchObject([{ address: `product.${first}`, live: 'Ours' }])
  expect((await gate('--detailed-exitcode')).code).toBe(2)
  expect((await stage.sync('plan', '--detailed-exitcode')).code).toBe(0)
  expect((await stage.sync('plan')).code).toBe(0)

  Object.assign(product(first)?.attributes ?? {}, { amazon_title: before })
  expect((await gate()).code).toBe(0)
})

test('so does a product that somebody deleted', async () => {
  const [sku = ''] = owned()
  await byHand(stage.sandbox, ['DELETE', `products/${product(sku)?.id}`])

  const { code, stdout } = await gate('--json')
  expect(code).toBe(2)
  const { drift, blocked } = JSON.parse(stdout) as Plan
  expect(drift).toEqual([])
  expect(blocked.filter((one) => one.code === 'deleted')).toMatchObject([{ address: `product.${sku}` }])
})

test('anything else than drift is refused', async () => {
  const { code, stderr } = await stage.sync('plan', '--fail-on', 'weather')
  expect([code, stderr]).toEqual([1, expect.stringContaining('drift')])
})
