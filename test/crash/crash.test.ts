import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateFolder } from '../../src/config/account.ts'
import { mapConcurrent } from '../../src/net/concurrent.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import type { Case } from './case.ts'
import { killAndRecover } from './kill.ts'
import { everyCrash, type Outcome, type SweepOptions, sweep, type Undisturbed, undisturbed } from './sweep.ts'
import { createWorkshop, type Workshop } from './workshop.ts'

/** A part of the sweep that `npm run test:crash` does in full. */

let workshop: Workshop
let goal: Undisturbed

beforeAll(async () => {
  workshop = createWorkshop(8)
  goal = await undisturbed({ workshop, concurrency: 8 })
})

afterAll(() => workshop.close())

function options(more: Partial<SweepOptions> = {}): SweepOptions {
  return { workshop, goal, concurrency: 8, recovery: 'resume', ...more }
}

/** What the state has no baseline of, although the workspace owns it. */
async function productsWithoutBaseline({ folder, sim }: Case): Promise<string | null> {
  const state = sqliteState(stateFolder(folder, null))
  const kept = await state.memory.baselines(sim.options.account.id)
  const owned = sim.store.snapshot().products.filter(({ sku }) => sku.startsWith('AMZN-'))
  const without = owned.filter(({ sku }) => !kept.has(sim.store.product(sku)?.id ?? ''))
  await state.close()
  return without.length === 0 ? null : `without a baseline: ${without.map(({ sku }) => sku).join(', ')}`
}

const problems = (outcomes: Outcome[]): Outcome[] => outcomes.filter(({ problem }) => problem !== null)
const beyondBound = (outcomes: Outcome[]): Outcome[] => outcomes.filter(({ extra, allowed }) => extra > allowed)

test('an undisturbed apply makes calls of every kind', () => {
  expect(goal.result.status).toBe('complete')
  expect(goal.result.operations).toMatchObject({ adopted: 1, failed: 0, conflict: 0, skipped: 0, pending: 0 })
  expect(new Set(goal.paths)).toEqual(
    new Set([
      'POST /api/v1/attributes/product',
      'POST /api/v1/attributes/product/search',
      'GET /api/v1/attributes/product/*',
      'PATCH /api/v1/attributes/product/*',
      'POST /api/v1/relationships',
      'POST /api/v1/relationships/search',
      'GET /api/v1/product_families/*',
      'GET /api/v1/product_families/*/attributes',
      'POST /api/v1/product_families/*/attributes/link',
      'POST /api/v1/assets',
      'POST /api/v2/products/search',
      'POST /api/v1/products',
      'PATCH /api/v1/products/*',
      'POST /api/v1/products/*/family',
      'POST /api/v1/products/*/relationships/*',
    ]),
  )
})

describe('after a crash at any call and any moment', () => {
  test.each([1, 8])('a resume comes to the same account with few more calls (%i at once)', async (concurrency) => {
    const alone = await undisturbed({ workshop, concurrency })
    const outcomes = await sweep(everyCrash(alone.calls, 11), options({ concurrency, goal: alone }))

    expect(problems(outcomes)).toEqual([])
    expect(beyondBound(outcomes)).toEqual([])
  })

  test('a new plan and apply come to the same account', async () => {
    expect(problems(await sweep(everyCrash(goal.calls, 13), options({ recovery: 'replan' })))).toEqual([])
  })

  test.each(['resume', 'replan'] as const)('searches that lag 3 s behind change nothing (%s)', async (recovery) => {
    const setting = { workshop, concurrency: 8, sim: { searchDelayMs: 3000 } }
    const lagging = await undisturbed(setting)
    const outcomes = await sweep(everyCrash(lagging.calls, 17), options({ ...setting, goal: lagging, recovery }))

    expect(problems(outcomes)).toEqual([])
  })

  test('a resume may crash again, and again', async () => {
    const outcomes = await sweep(everyCrash(goal.calls, 19), options({ again: 3 }))

    expect(problems(outcomes)).toEqual([])
    expect(beyondBound(outcomes)).toEqual([])
  })
})

describe('where baselines are kept in the state', () => {
  let local: { workshop: Workshop; goal: Undisturbed }

  beforeAll(async () => {
    const own = createWorkshop(8, 'policy:\n  baseline: local\n')
    local = { workshop: own, goal: await undisturbed({ workshop: own, concurrency: 8 }) }
  })

  afterAll(() => local.workshop.close())

  test('a resume comes to the same account, and no product lacks its baseline', async () => {
    const crashes = everyCrash(local.goal.calls, 16)
    const outcomes = await sweep(crashes, options({ ...local, finally: productsWithoutBaseline }))

    expect(local.goal.account).not.toContain('amazon_sync_baseline')
    expect(problems(outcomes)).toEqual([])
    expect(beyondBound(outcomes)).toEqual([])
  })

  test('a new plan and apply come to the same account', async () => {
    const crashes = everyCrash(local.goal.calls, 23)

    expect(problems(await sweep(crashes, options({ ...local, recovery: 'replan' })))).toEqual([])
  })
})

test('the program killed with SIGKILL is resumed by a new process', async () => {
  const crashes = everyCrash(goal.calls, 43)
  const outcomes = await mapConcurrent(crashes, 2, (crash) => killAndRecover(crash, options()))

  expect(crashes.length).toBeGreaterThanOrEqual(6)
  expect(problems(outcomes)).toEqual([])
  expect(beyondBound(outcomes)).toEqual([])
})
