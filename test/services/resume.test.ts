import { expect, test } from 'vitest'
import type { Change } from '../../src/model/target.ts'
import { boot, bootmaker, create, edited, link, operation, productOf, update } from '../applier/world.ts'
import { boots, createRunWorld, isProduct, Killed, killAt, WORKSPACE } from './run-world.ts'

const { settings } = WORKSPACE
const withFamily = { ...WORKSPACE, settings: { ...settings, target: { ...settings.target, family: 'Amazon' } } }

const withoutFamily = ({ fields: { family: _family, ...fields }, ...write }: Change): Change => ({ ...write, fields })

test('does not write what a look-up shows to be done', async () => {
  const writes: string[] = []
  const world = createRunWorld({
    answer: (write) => {
      writes.push(write.kind === 'product' ? write.key : write.kind)
      return null
    },
  })
  const kill = killAt(isProduct('AMZN-US-B1'), 'after')
  await expect(world.apply(boots(2), { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)

  await world.apply({ resume: null })

  expect(writes).toEqual(['AMZN-US-B0', 'AMZN-US-B1'])
})

test('gives a create that lost its answer the family that it still lacks, by one call', async () => {
  const world = createRunWorld({ workspace: withFamily })
  const plan = [create('AMZN-US-B1', { family: 'Amazon' }, { refs: { 'family.Amazon': 'fam-amazon' } })]
  const kill = killAt(() => true, 'after')
  const target = kill.wrap({
    ...world.target,
    write: (write: Change, signal: AbortSignal) =>
      world.target.write(write.kind === 'product' ? withoutFamily(write) : write, signal),
  })
  await expect(world.apply(plan, { target })).rejects.toThrow(Killed)
  expect(productOf(world.target, 'AMZN-US-B1')?.family).toBeNull()

  const { result } = await world.apply({ resume: null })

  expect(result.operations.succeeded).toBe(1)
  expect(productOf(world.target, 'AMZN-US-B1')?.family).toBe('fam-amazon')
})

test('reads definitions again instead of making them twice', async () => {
  const world = createRunWorld()
  const plan = [
    operation({ id: 'create:attribute.amazon_size', after: { name: 'Amazon Size', type: 'Choice', options: ['8'] } }),
    operation({ id: 'create:relationship.amazon_hierarchy', after: { name: 'Amazon Hierarchy' } }),
  ]
  const kill = killAt(() => true, 'after')
  await expect(world.apply(plan, { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)
  const { writes } = world.target.calls()

  const { result } = await world.apply({ resume: null })

  expect(result.operations).toMatchObject({ adopted: 1, succeeded: 1 })
  expect(world.target.calls().writes - writes).toBe(1)
})

test('checks on resume what is still to be written, and leaves what somebody changed meanwhile', async () => {
  const live = ['B1', 'B2'].map((asin) => boot(`AMZN-US-${asin}`, { label: 'Old' }))
  const world = createRunWorld({ seed: bootmaker(live) })
  const plan = live.map((product) => update(product, { label: 'New' }))
  const kill = killAt(isProduct('AMZN-US-B1'), 'before')
  await expect(world.apply(plan, { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)
  const byHand = edited({ id: 'id-AMZN-US-B2', sku: 'AMZN-US-B2' }, { label: 'By hand' })
  await world.target.write(byHand, new AbortController().signal)

  const { result } = await world.apply({ resume: null })

  expect(result).toMatchObject({ status: 'partial', operations: { succeeded: 1, conflict: 1 } })
  expect(productOf(world.target, 'AMZN-US-B2')?.label).toBe('By hand')
})

test('continues the run of a plan that is applied again', async () => {
  const world = createRunWorld()
  const first = await world.apply(boots(6), { limits: { budget: 2 }, concurrency: 1 })

  const { result } = await world.apply(boots(6))

  expect(first).toMatchObject({
    ending: 'budget',
    result: { status: 'stopped', operations: { succeeded: 2, pending: 4 } },
  })
  expect(first.result.resume).toBe(`sync apply --resume ${first.result.run_id}`)
  expect(result).toMatchObject({ run_id: first.result.run_id, status: 'complete', part: { calls: { writes: 4 } } })
  expect(world.events.filter(({ type }) => type === 'run.started')).toMatchObject([{ done: 0 }, { done: 2 }])
  expect((await world.state.runs.list())[0]?.result?.calls.writes).toBe(6)
})

test('supersedes what was not finished when another plan is applied, and never resumes it', async () => {
  const world = createRunWorld()
  const kill = killAt(isProduct('AMZN-US-B1'), 'after')
  await expect(world.apply(boots(4), { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)
  const [old] = await world.state.runs.list()

  const { result } = await world.apply([...boots(4), create('AMZN-US-C')])

  expect(result).toMatchObject({ status: 'complete', operations: { adopted: 2, succeeded: 3 } })
  const run = (await world.state.runs.list()).find(({ run_id }) => run_id === old?.run_id)
  expect(run).toMatchObject({ status: 'superseded', superseded_by: result.run_id, counts: { succeeded: 2 } })
  expect((await world.state.runs.unfinished(old?.run_id ?? '')).intents.size).toBe(0)
  const told = await world.state.runs.events(old?.run_id ?? '', 0, 100)
  expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1))
  expect(told.at(-1)).toMatchObject({ type: 'run.superseded', outcome: result.run_id })
  await expect(world.apply({ resume: old?.run_id ?? '' })).rejects.toMatchObject({ code: 'superseded' })
  expect(world.target.snapshot().products).toHaveLength(5)
})

test('says which plan to apply when there is nothing to resume', async () => {
  const world = createRunWorld()
  await expect(world.apply({ resume: null })).rejects.toMatchObject({
    code: 'nothing-to-resume',
    hints: [expect.stringContaining('sync apply plan.json')],
  })
  await world.apply(boots(1))

  await expect(world.apply({ resume: null })).rejects.toMatchObject({ code: 'nothing-to-resume' })
  await expect(world.apply({ resume: '20261121T030000Z-0000' })).rejects.toMatchObject({
    code: 'unknown-run',
    hints: [expect.stringContaining('20261121T030000Z-')],
  })
})

test('links again after a crash without a second pair', async () => {
  const [source, child] = [boot('MCA0032'), boot('AMZN-US-B1')]
  const world = createRunWorld({ seed: bootmaker([source, child]) })
  const plan = [link(source, ['AMZN-US-B1'], { refs: { 'product.AMZN-US-B1': child.id } })]
  const kill = killAt((write) => write.kind === 'link', 'after')
  await expect(world.apply(plan, { target: kill.wrap(world.target) })).rejects.toThrow(Killed)

  const { result } = await world.apply({ resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { adopted: 1 }, part: { calls: { writes: 0 } } })
  expect(productOf(world.target, 'MCA0032')?.links.amazon_listings).toEqual([child.id])
})
