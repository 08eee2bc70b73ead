import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/net/clock.ts'
import { examine } from './examined.ts'
import { Stage } from './stage.ts'

const DAY = 86_400_000

let stage: Stage
/** How far the account's clock is behind. */
let behind = DAY

beforeAll(async () => {
  const clock = { now: () => systemClock.now() - behind, sleep: systemClock.sleep }
  stage = await Stage.open({ listings: 6, plytix: { clock, linksMoveModified: true, imagesMoveModified: true } })
  stage.sandbox.plytix.store.seed({ products: Array.from({ length: 2000 }, (_, index) => ({ sku: `HAT-${index}` })) })
})

afterAll(() => stage.close())

/** Calls that a plan takes, and what it would do. */
async function planned(): Promise<[calls: number, operations: number]> {
  stage.sandbox.plytix.resetCounts()
  const { operations } = await stage.plan()
  return [stage.sandbox.plytix.counts().reads, operations.length]
}

test('once the account was probed, a plan takes a handful of calls after a full read, and finds the same', async () => {
  expect((await stage.apply()).status).toBe('complete')
  behind = 0
  const whole = await planned()
  expect(whole).toEqual([expect.any(Number), 0])
  expect(whole[0]).toBeGreaterThan(20)
  expect(await planned()).toEqual(whole)

  expect((await stage.sync('doctor', '--probe')).code).toBe(0)
  expect(stage.sandbox.plytix.store.snapshot().products.filter(({ sku }) => sku.startsWith('SYNC-PROBE'))).toEqual([])

  await planned()
  const [calls, operations] = await planned()
  expect([calls < 15, operations]).toEqual([true, 0])
  stage.sandbox.plytix.resetCounts()
  const report = await examine(stage)
  expect(report.named('target.plytix.reading')[0]?.message).toMatch(/^Plans read what changed since \d{4}-/)
})
