import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EFFECTS } from '../odd/faults.ts'
import { atEveryCall, atRandom, beyondBound, problems } from '../odd/sweep.ts'
import { type Goal, openTrial, type Trial, undisturbed } from '../odd/trial.ts'

/** The odd pair, with fewer faults than `npm run test:crash` has. */

let trial: Trial
const goals = new Map<number, Goal>()

beforeAll(async () => {
  trial = await openTrial(9)
  for (const concurrency of [1, 8]) goals.set(concurrency, await undisturbed(trial, concurrency))
})

afterAll(() => trial.close())

describe.each([1, 8])('an apply of %i operations at once', (concurrency) => {
  const options = () => ({ trial, concurrency, goal: goals.get(concurrency) ?? expect.fail() })

  test.each(Object.entries(EFFECTS))('ends the same through %s at any one request', async (_, effect) => {
    const ended = await atEveryCall(effect, concurrency === 1 ? 3 : 1, options())

    expect(ended.length).toBeGreaterThan(4)
    expect(problems(ended)).toEqual([])
    expect(beyondBound(ended)).toEqual([])
  })

  test('ends the same with a fault at every fifth request at random', async () => {
    expect(problems(await atRandom(Object.values(EFFECTS), [1, 2, 3, 4, 5, 6], options()))).toEqual([])
  })
})
