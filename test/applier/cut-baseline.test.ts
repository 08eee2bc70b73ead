import { expect, test } from 'vitest'
import type { Applied, Change } from '../../src/model/target.ts'
import { boot, bootmaker, create, createWorld, refusal, update } from './world.ts'

const SKUS = Array.from({ length: 12 }, (_, n) => `AMZN-US-B${String(n).padStart(2, '0')}`)

const cut = (sku: string): Applied => ({
  ...(refusal('baseline-cut') as Extract<Applied, { outcome: 'rejected' }>),
  message: `Memory keeps only 40 of the 812 characters of the baseline of ${sku}.`,
  hint: 'Set policy.baseline: local in sync.yaml.',
  written: `id-${sku}`,
})
const cutsAll = (write: Change): Applied | null => (write.kind === 'product' ? cut(write.key) : null)

test('ends at the first product whose baseline is cut, with the rest left to do', async () => {
  const world = createWorld({ answer: cutsAll })

  const { result, notes, ending } = await world.run(
    SKUS.map((sku) => create(sku)),
    { concurrency: 1 },
  )

  expect(result).toMatchObject({ status: 'interrupted', operations: { failed: 1, pending: 11 }, calls: { writes: 1 } })
  expect(result.failures).toMatchObject([{ address: 'product.AMZN-US-B00', code: 'baseline-cut' }])
  expect(ending).toBe('target')
  expect(notes).toEqual([
    expect.objectContaining({
      severity: 'error',
      code: 'baseline-cut',
      message: expect.stringMatching(/only 40 of the 812 .* The run ends, since every further product would meet/),
      hint: 'Set policy.baseline: local in sync.yaml.',
    }),
  ])
})

test('lets what is in flight end, starts nothing more, and says why once', async () => {
  const world = createWorld({ answer: cutsAll, ticks: (write) => ('sku' in write && write.key === SKUS[0] ? 0 : 9) })

  const { result, notes } = await world.run(
    SKUS.map((sku) => create(sku)),
    { concurrency: 4 },
  )

  expect(result).toMatchObject({ operations: { failed: 4, pending: 8 }, calls: { writes: 4 } })
  expect(notes).toHaveLength(1)
})

test('ends at an update that shows it first', async () => {
  const live = boot('AMZN-US-B00', { label: 'Bomber' })
  const world = createWorld({ seed: bootmaker([live]), answer: cutsAll })

  const { result } = await world.run([update(live, { label: 'Bomber II' }), create('AMZN-US-B01')], { concurrency: 1 })

  expect(result).toMatchObject({ status: 'interrupted', operations: { failed: 1, pending: 1 } })
})

test('keeps to it however many failures are accepted', async () => {
  const world = createWorld({ answer: cutsAll })

  const { result, ending } = await world.run(
    SKUS.map((sku) => create(sku)),
    { concurrency: 1, maxFailures: 100 },
  )

  expect(result.operations).toMatchObject({ failed: 1, pending: 11 })
  expect(ending).toBe('target')
})

test('says it of the last product, too', async () => {
  const world = createWorld({ answer: (write) => (write.key === SKUS[11] ? cut(write.key) : null) })

  const { result, notes } = await world.run(SKUS.map((sku) => create(sku)))

  expect(result).toMatchObject({ status: 'partial', operations: { succeeded: 11, failed: 1 } })
  expect(notes).toMatchObject([{ code: 'baseline-cut' }])
})

test('remembers which product was written, although its operation failed', async () => {
  const world = createWorld({ answer: cutsAll })

  const { outcomes } = await world.run([create('AMZN-US-B00')])

  expect(outcomes['create:product.AMZN-US-B00']).toMatchObject({ outcome: 'failed', target_id: 'id-AMZN-US-B00' })
})
