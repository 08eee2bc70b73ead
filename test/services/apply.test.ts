import { expect, test } from 'vitest'
import { membersPrecondition } from '../../src/model/precondition.ts'
import { templateOrigin } from '../../src/model/provenance.ts'
import type { Change } from '../../src/model/target.ts'
import { listRuns } from '../../src/state/runs.ts'
import { create, digest, operation, refusal, upload } from '../applier/world.ts'
import { boots, createRunWorld, isProduct, Killed, killAt, planOf } from './run-world.ts'

test('says that a plan was applied before, and calls nothing', async () => {
  const world = createRunWorld()
  await world.apply(boots(3))
  const calls = world.target.calls()

  const again = await world.apply(boots(3))

  expect(again).toMatchObject({ already: true, result: { status: 'complete', operations: { succeeded: 3 } } })
  expect(world.target.calls()).toEqual(calls)
})

test.each(['before', 'after'] as const)('goes on with a run that was killed %s a call was executed', async (when) => {
  const world = createRunWorld()
  const kill = killAt(isProduct('AMZN-US-B1'), when)
  await expect(world.apply(boots(4), { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)

  const { result } = await world.apply({ resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 4 }, resume: null })
  expect(world.target.snapshot().products).toHaveLength(4)
  expect(listRuns(world.state)).toMatchObject([{ status: 'complete', counts: { succeeded: 4, pending: 0 } }])
})

test('adopts everything when a plan is applied on another machine', async () => {
  const here = createRunWorld()
  const daily = { '/attributes/amazon_last_synced': templateOrigin('amazon_last_synced') }
  const parent = create('AMZN-US-P', { attributes: { amazon_last_synced: '{today}' } }, { provenance: daily })
  const child = create(
    'AMZN-US-C',
    { attributes: { amazon_images: ['asset.71a.jpg'] } },
    { depends_on: ['upload:asset.71a.jpg'] },
  )
  const links = operation({
    id: 'link:link.amazon_listings.AMZN-US-P',
    after: { targets: ['product.AMZN-US-C'] },
    refs: { 'relationship.amazon_listings': 'rel-listings' },
    depends_on: [parent.id, child.id],
    precondition: membersPrecondition('targets', [], digest),
  })
  const plan = [upload('71a.jpg'), parent, child, links]
  await here.apply(plan)
  const there = createRunWorld({ target: here.target })
  there.clock.advance(3 * 86_400_000)

  const { result } = await there.apply(plan)

  expect(result).toMatchObject({ status: 'complete', operations: { adopted: 4, succeeded: 0 } })
})

test('stops beyond the failures that are accepted, and accepts the others', async () => {
  const world = createRunWorld({
    answer: (write) => (write.kind === 'product' && /[13]$/.test(write.key) ? refusal() : null),
  })

  const beyond = await world.apply(boots(10), { limits: { maxFailures: () => 1 }, concurrency: 1 })
  const within = await world.apply({ resume: null }, { limits: { maxFailures: () => 2 } })

  expect(beyond).toMatchObject({ ending: 'failures', tolerated: false, result: { status: 'stopped' } })
  expect(beyond.result.operations).toMatchObject({ succeeded: 2, failed: 2, pending: 6 })
  expect(within).toMatchObject({
    tolerated: true,
    result: { status: 'partial', operations: { succeeded: 8, failed: 2 } },
  })
})

test('stops when its time is up, and goes on later', async () => {
  const world = createRunWorld()
  const { promise, resolve } = Promise.withResolvers<void>()
  const clock = { ...world.clock, sleep: (ms: number) => (ms === 60_000 ? promise : Promise.resolve()) }
  let writes = 0
  const target = {
    ...world.target,
    async write(write: Change) {
      writes += 1
      if (writes === 3) resolve()
      await new Promise((turn) => setImmediate(turn))
      return world.target.write(write, new AbortController().signal)
    },
  }

  const first = await world.apply(boots(9), { limits: { maxDuration: 60_000 }, clock, target, concurrency: 1 })
  const rest = await world.apply({ resume: null })

  expect(first).toMatchObject({
    ending: 'duration',
    result: { status: 'stopped', operations: { succeeded: 3, pending: 6 } },
  })
  expect(rest.result.status).toBe('complete')
})

test('refuses a plan of another scope or account before anything is written', async () => {
  const world = createRunWorld()

  await expect(world.apply({ plan: planOf(boots(1), 'other') })).rejects.toMatchObject({ code: 'other-scope' })
  const plan = planOf(boots(1))
  plan.target.account = 'another'
  await expect(world.apply({ plan })).rejects.toMatchObject({ code: 'other-account' })
  expect(world.target.calls().writes).toBe(0)
})
