import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { summariseRuns } from '../../src/services/runs.ts'
import { planCopy } from '../../src/state/plan-copy.ts'
import { create, operation, refusal } from '../applier/world.ts'
import { boots, createRunWorld, WORKSPACE } from './run-world.ts'

/** What resuming got wrong in the scripts that this program replaces, one test each. */

const commands = { resume: (run: string) => `sync apply --resume ${run}` }

test('does not take a run without its work list for one that has nothing to do', async () => {
  const world = createRunWorld()
  const { result } = await world.apply(boots(3), { limits: { budget: 1 }, concurrency: 1 })
  rmSync(planCopy(world.state.folder, result.run_id))

  await expect(world.apply({ resume: null })).rejects.toMatchObject({ code: 'run-corrupt' })
  expect(await summariseRuns(world.state, commands)).toMatchObject([{ status: 'corrupt', operations: { pending: 2 } }])
})

test('tries again what the quota refused, and not only lists it', async () => {
  let busy = true
  const throttled = { ...refusal('throttled'), status: 429, attempts: 20 } as ReturnType<typeof refusal>
  const world = createRunWorld({ answer: () => (busy ? throttled : null) })
  const first = await world.apply(boots(172))
  busy = false

  const retried = await world.apply({ retry: first.result.run_id })

  expect(first.result).toMatchObject({ status: 'partial', operations: { failed: 172 } })
  expect(first.result.failures).toHaveLength(172)
  expect(retried.result).toMatchObject({ status: 'complete', operations: { succeeded: 172 } })
  expect(world.target.snapshot().products).toHaveLength(172)
})

test('keeps failures as failures when it goes on, and their dependants as skipped', async () => {
  const world = createRunWorld({
    answer: (write) => (write.kind === 'product' && write.key === 'A' ? refusal() : null),
  })
  const plan = [create('A'), create('B', {}, { depends_on: ['create:product.A'] }), create('C'), create('D')]
  await world.apply(plan, { limits: { budget: 2 }, concurrency: 1 })

  const { result } = await world.apply({ resume: null })

  expect(result).toMatchObject({ status: 'partial', operations: { succeeded: 2, failed: 1, skipped: 1 } })
  expect(result.failures).toMatchObject([{ address: 'product.A' }])
})

test('is not complete when nothing at all succeeded', async () => {
  const world = createRunWorld({ answer: () => refusal() })

  const { result, tolerated } = await world.apply(boots(5))

  expect(result).toMatchObject({ status: 'partial', operations: { succeeded: 0, failed: 5 } })
  expect(tolerated).toBe(false)
  expect(await summariseRuns(world.state, commands)).toMatchObject([{ status: 'partial' }])
})

test('counts what earlier sessions did along with what this one does', async () => {
  const world = createRunWorld()
  await world.apply(boots(10), { limits: { budget: 4 }, concurrency: 1 })

  await world.apply({ resume: null })

  const [run] = await summariseRuns(world.state, commands)
  expect(run).toMatchObject({ status: 'complete', operations: { succeeded: 10 }, calls: { writes: 10 } })
})

test('goes on at the first operation without an outcome, wherever that is', async () => {
  const plan = [
    operation({ id: 'create:relationship.amazon_hierarchy', after: { name: 'Amazon Hierarchy' } }),
    ...boots(6),
    operation({
      id: 'update:family.Amazon',
      target_id: 'fam-amazon',
      after: { attributes: ['amazon_title'] },
      before: { attributes: [] },
    }),
  ]
  const target = { ...WORKSPACE.settings.target, family: 'Amazon' }
  const workspace = { ...WORKSPACE, settings: { ...WORKSPACE.settings, target } }
  for (let budget = 1; budget < plan.length; budget++) {
    const world = createRunWorld({ workspace })
    const stopped = await world.apply(plan, { workspace, limits: { budget }, concurrency: 1 })
    const { result } = await world.apply({ resume: null }, { workspace })

    expect(stopped.result.operations).toMatchObject({ succeeded: budget, pending: plan.length - budget })
    expect(result).toMatchObject({
      status: 'complete',
      calls: { writes: plan.length },
      part: { operations: plan.length - budget, calls: { writes: plan.length - budget, reads: 0 } },
    })
  }
})
