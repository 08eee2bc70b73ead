import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beyondBound, problems, type SweepOptions, sweepOdd } from '../odd/sweep.ts'
import { type Goal, openTrial, type Trial, undisturbed } from '../odd/trial.ts'
import { everyCrash } from './sweep.ts'

/** The odd pair, with fewer crashes than `npm run test:crash` has. */

let trial: Trial
const goals = new Map<number, Goal>()

beforeAll(async () => {
  trial = await openTrial(9)
  for (const concurrency of [1, 8]) goals.set(concurrency, await undisturbed(trial, concurrency))
})

afterAll(() => trial.close())

const options = (concurrency: number, more: Partial<SweepOptions> = {}): SweepOptions => ({
  ...{ trial, concurrency, goal: goals.get(concurrency) ?? expect.fail(), recovery: 'resume' },
  ...more,
})

describe.each([1, 8])(
  'after a crash at any request and any moment (%i at once)',
  { timeout: 300_000 },
  (concurrency) => {
    const crashes = () => everyCrash(options(concurrency).goal.calls, concurrency === 1 ? 3 : 1)

    test('a resume comes to the same stall with few more requests, and writes nothing twice', async () => {
      const ended = await sweepOdd(crashes(), options(concurrency))

      expect(ended.length).toBeGreaterThan(15)
      expect(problems(ended)).toEqual([])
      expect(beyondBound(ended)).toEqual([])
    })

    test('a new plan and apply come to the same stall', async () => {
      expect(problems(await sweepOdd(crashes(), options(concurrency, { recovery: 'replan' })))).toEqual([])
    })

    test('a resume may crash again, and again', async () => {
      const ended = await sweepOdd(crashes(), options(concurrency, { again: 3 }))

      expect(problems(ended)).toEqual([])
      expect(beyondBound(ended)).toEqual([])
    })
  },
)
