import { expect, test } from 'vitest'
import { boot, bootmaker, create, createWorld, refusal, update } from './world.ts'

test.each([1, 7, 20, 33])('makes at most %i calls, in whatever order they come', async (budget) => {
  const products = Array.from({ length: 20 }, (_, n) => boot(`AMZN-US-B${n}`, { label: 'Old' }))
  const world = createWorld({ seed: bootmaker(products), ticks: (write) => (write.kind === 'product' ? 3 : 0) })
  const creates = Array.from({ length: 20 }, (_, n) =>
    create(`AMZN-US-C${n}`, { family: 'Amazon' }, { refs: { 'family.Amazon': 'fam-amazon' } }),
  )

  const { result, ending } = await world.run([...products.map((live) => update(live, { label: 'New' })), ...creates], {
    budget,
  })

  const { reads, writes } = result.calls
  expect(reads + writes).toBeLessThanOrEqual(budget)
  expect(reads + writes).toBeGreaterThanOrEqual(budget - 2)
  expect(result).toMatchObject({ status: 'stopped', failures: [] })
  expect(ending).toBe('budget')
})

test('is complete when the budget is just enough', async () => {
  const world = createWorld()

  const { result, ending } = await world.run([create('AMZN-US-B1'), create('AMZN-US-B2')], { budget: 2 })

  expect(result).toMatchObject({ status: 'complete', calls: { writes: 2 } })
  expect(ending).toBeNull()
})

test('counts skipped operations among the failures that end a run', async () => {
  const world = createWorld({ answer: (write) => (write.kind === 'product' && write.key === 'A' ? refusal() : null) })
  const plan = [create('A'), create('B', {}, { depends_on: ['create:product.A'] }), create('C'), create('D')]

  const { result } = await world.run(plan, { maxFailures: 1, concurrency: 1 })

  expect(result).toMatchObject({ status: 'stopped', operations: { failed: 1, skipped: 1 } })
})
