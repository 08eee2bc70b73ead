import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { drain } from '../../src/applier/drain.ts'
import { createSchedule } from '../../src/applier/schedule.ts'

test('takes as many operations at once as are worth it at the moment', async () => {
  const operations = Array.from({ length: 40 }, (_, index) => ({ id: `${index}`, address: `${index}`, depends_on: [] }))
  const seen: number[] = []
  let most = 2
  let running = 0

  await drain({
    schedule: createSchedule(operations, ({ address }) => address),
    atOnce: () => most,
    stopped: () => false,
    settle: () => false,
    async execute(index) {
      running += 1
      seen[index] = running
      if (index === 20) most = 5
      await setImmediate()
      running -= 1
    },
  })

  expect(Math.max(...seen.slice(0, 20))).toBe(2)
  expect(Math.max(...seen.slice(21))).toBe(5)
})
