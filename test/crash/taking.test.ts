import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateFolder } from '../../src/config/account.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import { atEveryCall, atRandom, FAULTS, mostExtra, problemOf } from '../faults/matrix.ts'
import type { Case } from './case.ts'
import { everyCrash, type Outcome, type SweepOptions, sweep, type Undisturbed, undisturbed } from './sweep.ts'
import { takingPlan, takingWorkshop } from './taking.ts'
import type { Workshop } from './workshop.ts'

/** The same promises for what takes away: adopting, putting back, unlinking and deleting; in full by `npm run test:crash`. */

interface World {
  workshop: Workshop
  goal: Undisturbed
}

async function open(yaml = '', concurrency = 8): Promise<World> {
  const workshop = takingWorkshop(yaml)
  const planned: SweepOptions['planned'] = ({ target }) => takingPlan(target)
  return { workshop, goal: await undisturbed({ workshop, concurrency, planned }) }
}

let world: World
let local: World
beforeAll(async () => {
  world = await open()
  local = await open('policy:\n  baseline: local\n')
})
afterAll(() => {
  world.workshop.close()
  local.workshop.close()
})

const problems = (outcomes: Outcome[]) => outcomes.filter(({ problem }) => problem !== null)
const beyondBound = (outcomes: Outcome[]) => outcomes.filter(({ extra, allowed }) => extra > allowed)
const options = (more: Partial<SweepOptions> = {}): SweepOptions => ({
  ...{ ...world, concurrency: 8, recovery: 'resume' as const },
  ...more,
})

/** Whatever was written says what the baseline was before, also where the answer was lost. */
async function formers({ folder }: Case): Promise<string | null> {
  const state = sqliteState(stateFolder(folder, null))
  const [run] = await state.runs.list()
  const { outcomes } = await state.runs.unfinished(run?.run_id ?? '')
  await state.close()
  const lacking = [...outcomes.values()].filter(
    ({ id, outcome, former }) =>
      /^(adopt|update|delete):product/.test(id) && !(outcome === 'succeeded' && former !== undefined),
  )
  const wrong = [...outcomes.values()].filter(({ former }) => former?.includes('"run":"2026'))
  return lacking.length + wrong.length === 0 ? null : `without a former baseline: ${JSON.stringify([lacking, wrong])}`
}

test('an undisturbed apply does all of it', () => {
  expect(world.goal.result.operations).toMatchObject({ succeeded: world.goal.plan.operations.length })
  expect(new Set(world.goal.paths)).toEqual(
    new Set([
      'POST /api/v1/attributes/product/search',
      'POST /api/v1/relationships/search',
      'POST /api/v2/products/search',
      'PATCH /api/v1/products/*',
      'POST /api/v1/products/*/relationships/*',
      'POST /api/v1/products/*/relationships/*/unlink',
      'GET /api/v1/products/*',
      'DELETE /api/v1/products/*',
      'GET /api/v1/assets/*',
      'DELETE /api/v1/assets/*',
    ]),
  )
  expect(world.goal.account).not.toMatch(/GONE|spare/)
  expect(local.goal.result.status).toBe('complete')
})

describe('after a crash at any call and any moment', () => {
  test('a resume comes to the same account with few more calls, and knows what every baseline was before', async () => {
    const outcomes = await sweep(everyCrash(world.goal.calls, 3), options({ finally: formers }))

    expect(problems(outcomes)).toEqual([])
    expect(beyondBound(outcomes)).toEqual([])
  })

  test('one call at a time, and crashing again and again', async () => {
    const alone = await open('', 1)
    const again = { ...alone, concurrency: 1, again: 2 }
    const outcomes = await sweep(everyCrash(alone.goal.calls, 9), options(again))
    alone.workshop.close()

    expect(problems(outcomes)).toEqual([])
    expect(beyondBound(outcomes)).toEqual([])
  })

  test('the same plan applied where nothing is known of the run comes to the same account', async () => {
    expect(problems(await sweep(everyCrash(world.goal.calls, 6), options({ recovery: 'elsewhere' })))).toEqual([])
  })

  test.each([3000])(
    'a resume comes to the same account where baselines are kept in the state (lag %i ms)',
    async (lag) => {
      const outcomes = await sweep(everyCrash(local.goal.calls, 5), options({ ...local, sim: { searchDelayMs: lag } }))

      expect(problems(outcomes)).toEqual([])
    },
  )
})

/** Those that leave it open whether a call was done. */
const DECISIVE = ['500 after it was done', 'a reset after it was done', 'an answer that comes too late']

describe('an apply', () => {
  const given = () => ({ ...world, concurrency: 8 })

  test.each(DECISIVE)('ends the same through %s at any one call', async (name) => {
    const ended = await atEveryCall(FAULTS[name] ?? expect.fail(), 3, given())

    expect(ended.flatMap((one) => problemOf(one, given(), mostExtra(given())) ?? [])).toEqual([])
  })

  test('ends the same with a fault in every tenth call at random', async () => {
    const ended = await atRandom(Object.values(FAULTS), [1, 2, 3], given())

    expect(ended.flatMap((one) => problemOf(one, given(), world.goal.calls) ?? [])).toEqual([])
  })
})
