import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EFFECTS } from '../odd/faults.ts'
import { openOthersTrial } from '../odd/marked-world.ts'
import { atEveryCall, beyondBound, problems, sweepOdd } from '../odd/sweep.ts'
import { type Trial, undisturbed } from '../odd/trial.ts'
import { everyCrash } from './sweep.ts'

let trial: Trial

beforeAll(async () => {
  trial = await openOthersTrial(6)
})

afterAll(() => trial.close())

describe('taking over what others made', () => {
  test.each([0, 2])('comes to the same stall after a crash and %i more', async (again) => {
    for (const concurrency of [1, 8]) {
      const goal = await undisturbed(trial, concurrency)
      const ended = await sweepOdd(everyCrash(goal.calls, 1), { trial, concurrency, goal, recovery: 'resume', again })

      expect(ended.length).toBeGreaterThan(4)
      expect(problems(ended)).toEqual([])
      expect(beyondBound(ended)).toEqual([])
    }
  })

  test.each(Object.entries(EFFECTS))('comes to the same stall through %s at any request', async (_, effect) => {
    const ended = await atEveryCall(effect, 1, { trial, concurrency: 8, goal: await undisturbed(trial, 8) })

    expect(problems(ended)).toEqual([])
    expect(beyondBound(ended)).toEqual([])
  })
})
