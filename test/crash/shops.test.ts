import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ShopifySimOptions } from '../../src/sandbox/shopify/index.ts'
import { atEveryCall, atRandom, beyondBound, type Ended, problems, sweepShops } from '../shops/sweep.ts'
import { type Goal, openFirstTrial, openTakingTrial, openTrial, type Trial, undisturbed } from '../shops/trial.ts'
import { everyCrash } from './sweep.ts'

/** Shops, with fewer crashes and faults than `npm run test:crash` has. */

/** Of the calls of an apply, one in so many is died at. */
const EVERY = 11
const LIVED = 'a shop that lived, from Postgres'
const OPENED = {
  'a first load from Amazon': () => openFirstTrial('amazon'),
  [LIVED]: () => openTrial('postgres', 1),
  'products of others, for Plytix': () => openTakingTrial('plytix'),
}
const trials: { [what: string]: Trial } = {}
const goals = new Map<string, Goal>()

beforeAll(async () => {
  for (const [what, open] of Object.entries(OPENED)) trials[what] = await open()
})

afterAll(() => {
  for (const trial of Object.values(trials)) trial.close()
})

async function given(what: string, shop: ShopifySimOptions = {}) {
  const trial = trials[what] ?? expect.fail()
  const name = `${what} ${JSON.stringify(shop)}`
  const goal = goals.get(name) ?? (await undisturbed(trial, 8, shop))
  goals.set(name, goal)
  return { trial, goal, shop, concurrency: 8 }
}

function expectWhole(ended: Ended[]): void {
  expect(ended.length).toBeGreaterThan(0)
  expect(problems(ended)).toEqual([])
  expect(beyondBound(ended)).toEqual([])
}

describe.each(Object.keys(OPENED))('%s', (what) => {
  test('comes to the same end by a resume after a crash, and after another', async () => {
    const options = await given(what)
    const crashes = everyCrash(options.goal.calls, EVERY)

    expectWhole(await sweepShops(crashes, { ...options, recovery: 'resume', again: 1 }))
  })

  test('comes to the same end by a new plan after a crash', async () => {
    const options = await given(what)

    expectWhole(await sweepShops(everyCrash(options.goal.calls, EVERY), { ...options, recovery: 'replan' }))
  })

  test.each(['reset-after', 'html'] as const)('comes to the same end through %s at any call', async (effect) => {
    expectWhole(await atEveryCall(effect, 5, await given(what)))
  })
})

describe('a shop that lived', () => {
  test('comes to the same end while search lags by five seconds', async () => {
    expectWhole(await atEveryCall('reset-after', 6, await given(LIVED, { searchDelayMs: 5000 })))
  })

  test('comes to the same end with a tenth of the bucket', async () => {
    const options = await given(LIVED, { restoreRate: 10, bucket: 200 })

    expectWhole(await sweepShops(everyCrash(options.goal.calls, EVERY), { ...options, recovery: 'resume' }))
  })

  test('comes to the same end through any faults', async () => {
    expect(problems(await atRandom([1, 2, 3], await given(LIVED)))).toEqual([])
  })
})
