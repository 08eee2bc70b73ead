import { afterEach, describe, expect, test } from 'vitest'
import type { ShopifySimOptions } from '../../../src/sandbox/shopify/index.ts'
import { beyondBound, EFFECTS, type Ended, problems } from '../sweep.ts'
import { everyReadCrash, readsThrough, sweepMeanwhile, sweepReads } from './read-sweep.ts'
import { openReadTrial, PROSPECTS, type ReadTrial } from './read-trial.ts'

/** Reads of a shop, with fewer crashes and faults than `npm run test:crash` has. */

const trials: ReadTrial[] = []

afterEach(() => {
  for (const trial of trials.splice(0)) trial.close()
})

async function given(prospect: keyof typeof PROSPECTS, shop: ShopifySimOptions = {}) {
  const trial = await openReadTrial(PROSPECTS[prospect], shop)
  trials.push(trial)
  return { trial, shop }
}

function expectWhole(ended: Ended[]): void {
  expect(ended.length).toBeGreaterThan(0)
  expect(problems(ended)).toEqual([])
  expect(beyondBound(ended)).toEqual([])
}

describe('a read of a shop that is read the second time, after much has changed,', () => {
  test('brings the same when it is killed at any call and goes on, or begins anew', async () => {
    const options = await given('a later read')

    expectWhole(await sweepReads(everyReadCrash(options.trial, 3), options))
    expectWhole(await sweepReads(everyReadCrash(options.trial, 5), { ...options, anew: true }))
  })

  test('brings the same whatever becomes of an answer, or is not taken for complete', async () => {
    const options = await given('a later read')

    for (const effect of EFFECTS) expectWhole(await readsThrough(effect, 9, options))
  })

  test('leaves nothing out of the next one, when people went on while it was interrupted', async () => {
    const options = await given('a later read')

    expect(problems(await sweepMeanwhile(everyReadCrash(options.trial, 4), options))).toEqual([])
  })

  test('brings the same while search lags by five seconds', async () => {
    const options = await given('a later read right after', { searchDelayMs: 5000 })

    expectWhole(await sweepReads(everyReadCrash(options.trial, 4), options))
    expectWhole(await readsThrough('reset-after', 4, options))
  })
})

describe('a first read', () => {
  test('brings the same with a tenth of the bucket', async () => {
    const options = await given('a first read', { restoreRate: 10, bucket: 200 })

    expectWhole(await sweepReads(everyReadCrash(options.trial, 3), options))
    expectWhole(await readsThrough('drained', 2, options))
  })
})
