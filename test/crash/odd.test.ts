import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EFFECTS } from '../odd/faults.ts'
import { openRelatedTrial } from '../odd/related.ts'
import { atEveryCall, beyondBound, problems, type SweepOptions, sweepOdd } from '../odd/sweep.ts'
import { openTakingTrial } from '../odd/taking.ts'
import { type Goal, openTrial, type Trial, undisturbed } from '../odd/trial.ts'
import { everyCrash } from './sweep.ts'

/** The odd pair, with fewer crashes than `npm run test:crash` has. */

let trial: Trial
let taking: Trial
let related: Trial
const goals = new Map<number, Goal>()

beforeAll(async () => {
  trial = await openTrial(9)
  taking = await openTakingTrial(4)
  related = await openRelatedTrial(8)
  for (const concurrency of [1, 8]) goals.set(concurrency, await undisturbed(trial, concurrency))
})

afterAll(() => {
  trial.close()
  taking.close()
  related.close()
})

const options = (concurrency: number, more: Partial<SweepOptions> = {}): SweepOptions => ({
  ...{ trial, concurrency, goal: goals.get(concurrency) ?? expect.fail(), recovery: 'resume' },
  ...more,
})

describe.each([1, 8])('after a crash at any request and any moment (%i at once)', (concurrency) => {
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
})

describe('what puts back, throws away and adopts', () => {
  test.each([0, 2])('comes to the same stall after a crash and %i more', async (again) => {
    for (const concurrency of [1, 8]) {
      const goal = await undisturbed(taking, concurrency)
      const crashes = everyCrash(goal.calls, 2)
      const ended = await sweepOdd(crashes, { trial: taking, concurrency, goal, recovery: 'resume', again })

      expect(ended.length).toBeGreaterThan(4)
      expect(problems(ended)).toEqual([])
      expect(beyondBound(ended)).toEqual([])
    }
  })

  test.each(Object.entries(EFFECTS))('comes to the same stall through %s at any request', async (_, effect) => {
    const ended = await atEveryCall(effect, 1, { trial: taking, concurrency: 8, goal: await undisturbed(taking, 8) })

    expect(problems(ended)).toEqual([])
    expect(beyondBound(ended)).toEqual([])
  })
})

describe('what relates, defines, and shows pictures', () => {
  const at = async (concurrency: number, recovery: SweepOptions['recovery']): Promise<SweepOptions> => ({
    ...{ trial: related, concurrency, goal: await undisturbed(related, concurrency), recovery },
  })

  test.each([0, 2])('comes to the same stall after a crash and %i more', async (again) => {
    for (const concurrency of [1, 8]) {
      const given = await at(concurrency, 'resume')
      const ended = await sweepOdd(everyCrash(given.goal.calls, 3), { ...given, again })

      expect(ended.length).toBeGreaterThan(4)
      expect(problems(ended)).toEqual([])
      expect(beyondBound(ended)).toEqual([])
    }
  })

  test('comes to the same stall by a new plan as well', async () => {
    const given = await at(8, 'replan')

    expect(problems(await sweepOdd(everyCrash(given.goal.calls, 2), given))).toEqual([])
  })

  test.each(Object.entries(EFFECTS))('comes to the same stall through %s at any request', async (_, effect) => {
    const ended = await atEveryCall(effect, 1, await at(8, 'resume'))

    expect(problems(ended)).toEqual([])
    expect(beyondBound(ended)).toEqual([])
  })
})
