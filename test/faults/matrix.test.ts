import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Undisturbed, undisturbed } from '../crash/sweep.ts'
import { createWorkshop, type Workshop } from '../crash/workshop.ts'
import { atEveryCall, atRandom, type Disturbance, FAULTS, mostExtra, problemOf } from './matrix.ts'

/** A part of the matrix that `npm run test:crash` does in full. */

let workshop: Workshop
const goals = new Map<number, Undisturbed>()

beforeAll(async () => {
  workshop = createWorkshop(5)
  for (const concurrency of [1, 8]) goals.set(concurrency, await undisturbed({ workshop, concurrency }))
})

afterAll(() => workshop.close())

function options(concurrency: number): Disturbance {
  return { workshop, concurrency, goal: goals.get(concurrency) as Undisturbed }
}

describe.each([1, 8])('an apply of %i operations at once', (concurrency) => {
  test.each(Object.entries(FAULTS))('ends the same through %s at any one call', async (_, fault) => {
    const given = options(concurrency)
    const ended = await atEveryCall(fault, concurrency === 1 ? 13 : 7, given)

    expect(ended.flatMap((one) => problemOf(one, given, mostExtra(given)) ?? [])).toEqual([])
  })

  test('ends the same with a fault in every tenth call at random', async () => {
    const given = options(concurrency)
    const ended = await atRandom(Object.values(FAULTS), [1, 2], given)

    expect(ended.flatMap((one) => problemOf(one, given, given.goal.calls) ?? [])).toEqual([])
  })
})
