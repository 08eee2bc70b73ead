import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RawSummary } from '../../src/sandbox/amazon/raw.ts'
import { Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
  expect((await stage.apply()).status).toBe('complete')
})

afterAll(() => stage.close())

test('one new title upstream is one update, of the title and what goes with every change', async () => {
  const item = stage.sandbox.amazon.items[0]
  const summary = item?.summaries?.[0] as RawSummary
  const former = summary.itemName
  summary.itemName = 'Juniper Roper, Dusk Blue'
  const sku = `AMZN-US-${item?.asin}`

  const fromOldExport = await stage.plan()
  await stage.sync('export')
  const plan = await stage.plan()

  expect(fromOldExport.operations).toEqual([])
  expect(plan.operations).toHaveLength(1)
  expect(plan.operations[0]).toMatchObject({
    id: `update:product.${sku}`,
    before: { label: former, attributes: { amazon_title: former } },
  })
  expect(plan.operations[0]?.after).toEqual({
    label: 'Juniper Roper, Dusk Blue',
    attributes: { amazon_title: 'Juniper Roper, Dusk Blue', amazon_last_synced: '{today}' },
  })
  expect((await stage.sync('plan', '--detailed-exitcode')).code).toBe(2)

  const { status, calls } = await stage.apply()

  expect([status, calls.writes]).toEqual(['complete', 1])
  expect(stage.sandbox.plytix.store.product(sku)).toMatchObject({
    label: 'Juniper Roper, Dusk Blue',
    attributes: { amazon_title: 'Juniper Roper, Dusk Blue' },
  })
  expect((await stage.plan()).operations).toEqual([])
})
