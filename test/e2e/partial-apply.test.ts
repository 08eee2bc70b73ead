import { afterAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import { byHand, idOf } from './person.ts'
import { Stage } from './stage.ts'

const stages: Stage[] = []

afterAll(() => Promise.all(stages.map((stage) => stage.close())))

async function open(): Promise<Stage> {
  const stage = await Stage.open()
  stages.push(stage)
  return stage
}

const creates = ({ operations }: Plan) => operations.filter(({ id }) => id.startsWith('create:product.'))

test.concurrent('what the account rejects is accounted for, the rest is done, and the next plan proposes only that', async () => {
  const stage = await open()
  await stage.apply('--only', 'schema')
  await stage.sync('plan', '--out', 'plan.json')
  const plan = stage.savedPlan('plan.json')
  const parents = creates(plan).filter(
    ({ after }) => (after.attributes as { [label: string]: string }).amazon_item_classification === 'VARIATION_PARENT',
  )
  const id = await idOf(stage.sandbox, 'attributes/product', 'amazon_item_classification')
  await byHand(stage.sandbox, ['PATCH', `attributes/product/${id}`], { options: ['BASE_PRODUCT'] })

  const { code, stdout } = await stage.sync('apply', 'plan.json', '--json')
  const { status, operations, failures } = JSON.parse(stdout) as RunResult

  expect([code, status]).toEqual([1, 'partial'])
  expect(parents.length).toBeGreaterThan(0)
  expect(failures.map(({ address }) => address).sort()).toEqual(parents.map(({ address }) => address).sort())
  expect(failures[0]).toMatchObject({ action: 'create', status: 422, attempts: 1 })
  expect(failures[0]?.message).toContain('VARIATION_PARENT')
  expect(failures[0]?.hint).not.toBe('')
  expect(operations.failed).toBe(parents.length)
  expect(operations.skipped).toBeGreaterThan(0)
  expect(Object.values(operations).reduce((sum, count) => sum + count, 0)).toBe(plan.operations.length)

  const next = await stage.plan()
  const done = new Set(creates(plan).map((operation) => operation.id))
  for (const parent of parents) done.delete(parent.id)
  expect(creates(next).map((operation) => operation.id)).toEqual(parents.map((operation) => operation.id))
  expect(next.operations.filter((operation) => done.has(operation.id))).toEqual([])
  expect(next.summary.by_kind).toMatchObject({ attribute: { update: 1 }, product: { create: parents.length } })
  expect((await stage.apply()).status).toBe('complete')
  expect((await stage.plan()).operations).toEqual([])
})

test.concurrent('a product whose picture is gone is written without it, and only that picture stays open', async () => {
  const stage = await open()
  await stage.sync('plan', '--out', 'plan.json')
  const upload = stage.savedPlan('plan.json').operations.find(({ action }) => action === 'upload')
  const { url, filename } = (upload?.after ?? {}) as { url: string; filename: string }
  const { fetchAsset } = stage.sandbox.plytix.options
  stage.sandbox.plytix.options.fetchAsset = (asked) => (asked === url ? null : fetchAsset(asked))

  const { code, stdout } = await stage.sync('apply', 'plan.json', '--json')
  const result = JSON.parse(stdout) as RunResult

  expect([code, result.status]).toEqual([1, 'partial'])
  expect(result.failures.map(({ address }) => address)).toEqual([`asset.${filename}`])
  expect(result.operations).toMatchObject({ failed: 1, skipped: 0, conflict: 0, pending: 0 })
  const { products, assets } = stage.sandbox.plytix.store.snapshot()
  expect(products.filter(({ sku }) => sku.startsWith('AMZN-'))).toHaveLength(20)
  expect(assets.map((asset) => asset.filename)).not.toContain(filename)

  const next = await stage.plan()
  expect(next.operations).toEqual([])
  expect(next.blocked).toHaveLength(1)
  expect(next.blocked[0]).toMatchObject({ id: `upload:asset.${filename}`, code: 'image' })
  expect((await stage.sync('plan', '--detailed-exitcode')).code).toBe(0)
})
