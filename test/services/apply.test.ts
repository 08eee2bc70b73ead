import { expect, test } from 'vitest'
import { ProviderError, type SyncError } from '../../src/model/errors.ts'
import type { Write } from '../../src/model/target.ts'
import { acquireLock } from '../../src/state/lock.ts'
import { listRuns, loadUnfinished } from '../../src/state/runs.ts'
import { boot, bootmaker, create, link, operation, productOf, refusal, update, upload } from '../applier/world.ts'
import { createRunWorld, Killed, planOf } from './run-world.ts'

const boots = (count: number) => Array.from({ length: count }, (_, n) => create(`AMZN-US-B${n}`))

/** The write is executed and the program dies before the answer is there, or before it leaves. */
function killAt(write: (write: Write) => boolean, when: 'before' | 'after') {
  let armed = true
  const dies = { armed: () => armed, disarm: () => void (armed = false) }
  return {
    ...dies,
    wrap<T extends { write: (write: Write, signal: AbortSignal) => Promise<unknown> }>(target: T): T {
      const original = target.write
      return {
        ...target,
        async write(one: Write, signal: AbortSignal) {
          if (!armed || !write(one)) return original(one, signal)
          armed = false
          if (when === 'after') await original(one, signal)
          throw new Killed('The program was killed.')
        },
      } as T
    },
  }
}

const isProduct = (sku: string) => (write: Write) => write.kind === 'product' && write.sku === sku

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

test('does not write what a look-up shows to be done', async () => {
  const writes: string[] = []
  const world = createRunWorld({
    answer: (write) => {
      writes.push(write.kind === 'product' ? write.sku : write.kind)
      return null
    },
  })
  const kill = killAt(isProduct('AMZN-US-B1'), 'after')
  await expect(world.apply(boots(2), { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)

  await world.apply({ resume: null })

  expect(writes).toEqual(['AMZN-US-B0', 'AMZN-US-B1'])
})

test('gives a create that lost its answer the family that it still lacks, by one call', async () => {
  const world = createRunWorld()
  const plan = [create('AMZN-US-B1', { family: 'Amazon' }, { refs: { 'family.Amazon': 'fam-amazon' } })]
  const kill = killAt(() => true, 'after')
  const target = kill.wrap({
    ...world.target,
    write: (write: Write, signal: AbortSignal) =>
      world.target.write(write.kind === 'product' ? ({ ...write, family: null } as Write) : write, signal),
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
  const fields = { label: 'By hand', attributes: {} }
  await world.target.write(
    { kind: 'product', action: 'update', id: 'id-AMZN-US-B2', sku: 'AMZN-US-B2', fields },
    new AbortController().signal,
  )

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
  expect(result).toMatchObject({ run_id: first.result.run_id, status: 'complete', calls: { writes: 4 } })
  expect(world.events.filter(({ type }) => type === 'run.started')).toMatchObject([{ done: 0 }, { done: 2 }])
  expect(listRuns(world.state)[0]?.result?.calls.writes).toBe(6)
})

test('supersedes what was not finished when another plan is applied, and never resumes it', async () => {
  const world = createRunWorld()
  const kill = killAt(isProduct('AMZN-US-B1'), 'after')
  await expect(world.apply(boots(4), { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)
  const [old] = listRuns(world.state)

  const { result } = await world.apply([...boots(4), create('AMZN-US-C')])

  expect(result).toMatchObject({ status: 'complete', operations: { adopted: 2, succeeded: 3 } })
  const run = listRuns(world.state).find(({ run_id }) => run_id === old?.run_id)
  expect(run).toMatchObject({ status: 'superseded', superseded_by: result.run_id, counts: { succeeded: 2 } })
  expect(loadUnfinished(world.state, old?.run_id ?? '').intents.size).toBe(0)
  await expect(world.apply({ resume: old?.run_id ?? '' })).rejects.toMatchObject({ code: 'superseded' })
  expect(world.target.snapshot().products).toHaveLength(5)
})

test('adopts everything when a plan is applied on another machine', async () => {
  const here = createRunWorld()
  const parent = create('AMZN-US-P', { attributes: { amazon_last_synced: '{today}' } })
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
  })
  const plan = [upload('71a.jpg'), parent, child, links]
  await here.apply(plan)
  const there = createRunWorld({ target: here.target })
  there.clock.advance(3 * 86_400_000)

  const { result } = await there.apply(plan)

  expect(result).toMatchObject({ status: 'complete', operations: { adopted: 4, succeeded: 0 } })
})

test('refuses a second apply while the first is under way, and names its holder', async () => {
  const world = createRunWorld()
  let second: unknown
  const slow = {
    ...world.target,
    async write(write: Write, signal: AbortSignal) {
      second ??= await world.apply([create('AMZN-US-X')]).catch((error: unknown) => error)
      return world.target.write(write, signal)
    },
  }

  const { result } = await world.apply(boots(2), { target: slow, lock: { command: 'sync apply a.json', timeout: 0 } })

  expect(result.status).toBe('complete')
  expect(second).toMatchObject({ code: 'locked', message: expect.stringContaining('"sync apply a.json"') })
  expect((second as SyncError).hints.join()).toMatch(/sync state unlock lock-[0-9a-f]{8}/)
  expect(productOf(world.target, 'AMZN-US-X')).toBeUndefined()
})

test('writes nothing more once another holder has the lock', async () => {
  const world = createRunWorld()
  const signal = new AbortController().signal
  const thief = {
    ...world.target,
    async write(write: Write, stop: AbortSignal) {
      world.state.database.exec('UPDATE lock SET lock_id = NULL')
      await acquireLock({
        state: world.state,
        clock: world.clock,
        random: () => 0.5,
        command: 'thief',
        timeout: 0,
        signal,
      })
      return world.target.write(write, stop)
    },
  }

  const lost = world.apply(boots(5), { target: thief, concurrency: 1 })

  await expect(lost).rejects.toMatchObject({ code: 'lock-lost', message: expect.stringContaining('"thief"') })
  expect(world.target.snapshot().products).toHaveLength(1)
  expect(listRuns(world.state)).toMatchObject([{ status: null, counts: { succeeded: 0, pending: 5 } }])
})

test('goes on past an item that is rejected among a thousand, and retries only that', async () => {
  let broken = true
  const world = createRunWorld({
    answer: (write) => (broken && write.kind === 'product' && write.sku === 'AMZN-US-B500' ? refusal('value') : null),
  })
  const link = operation({
    id: 'link:link.amazon_listings.AMZN-US-B500',
    after: { targets: ['product.AMZN-US-B1'] },
    refs: { 'relationship.amazon_listings': 'rel-listings' },
    depends_on: ['create:product.AMZN-US-B500', 'create:product.AMZN-US-B1'],
  })

  const first = await world.apply([...boots(1000), link])
  broken = false
  const { writes } = world.target.calls()
  const retried = await world.apply({ retry: first.result.run_id })

  expect(first.result).toMatchObject({
    status: 'partial',
    operations: { succeeded: 999, failed: 1, skipped: 1 },
    resume: null,
  })
  expect(first.result.failures).toMatchObject([
    { address: 'product.AMZN-US-B500', status: 422, code: 'value', attempts: 1 },
  ])
  expect(retried.result).toMatchObject({ status: 'complete', operations: { succeeded: 2 } })
  expect(world.target.calls().writes - writes).toBe(2)
  expect(listRuns(world.state).at(-1)).toMatchObject({ retry_of: first.result.run_id })
})

test('brings an image that failed into the gallery, the thumbnail and the baseline when it is retried', async () => {
  let dead = true
  const world = createRunWorld({
    answer: (write) =>
      dead && write.kind === 'asset' && write.filename === '71b.jpg' ? refusal('image-unreachable') : null,
  })
  const gallery = ['71a.jpg', '71b.jpg'].map((name) => `asset.${name}`)
  const baseline = {
    fields: ['label', 'thumbnail'],
    images: gallery.map((asset, n) => ({ slot: `PT0${n}`, image: asset.slice(6, 9), asset })),
    links: {},
  }
  const after = { thumbnail: 'asset.71b.jpg', attributes: { amazon_images: gallery } }
  const depends_on = gallery.map((asset) => `upload:${asset}`)
  const plan = [upload('71a.jpg'), upload('71b.jpg'), create('AMZN-US-B1', after, { depends_on, baseline })]

  const first = await world.apply(plan)
  const without = productOf(world.target, 'AMZN-US-B1')
  dead = false
  const second = await world.apply({ retry: first.result.run_id })
  const whole = productOf(world.target, 'AMZN-US-B1')

  expect(first.result.operations).toMatchObject({ succeeded: 2, failed: 1 })
  expect(without?.attributes.amazon_images).toHaveLength(1)
  expect(second.result).toMatchObject({ status: 'complete', operations: { succeeded: 2 } })
  expect(whole?.attributes.amazon_images).toHaveLength(2)
  expect(whole?.thumbnail).toBe((whole?.attributes.amazon_images as string[])[1])
  expect(whole?.attributes.amazon_sync_baseline).toContain('"71b"')
})

test('leaves a gallery alone that somebody changed before its images are retried', async () => {
  let dead = true
  const world = createRunWorld({
    seed: bootmaker([], ['own.jpg']),
    answer: (write) => (dead && write.kind === 'asset' ? refusal('image-unreachable') : null),
  })
  const baseline = { fields: ['label'], images: [{ slot: 'MAIN', image: '71a', asset: 'asset.71a.jpg' }], links: {} }
  const product = create(
    'AMZN-US-B1',
    { attributes: { amazon_images: ['asset.71a.jpg'] } },
    { depends_on: ['upload:asset.71a.jpg'], baseline },
  )
  const first = await world.apply([upload('71a.jpg'), product])
  const id = productOf(world.target, 'AMZN-US-B1')?.id ?? ''
  const fields = { attributes: { amazon_images: ['id-own.jpg'] } }
  const byHand: Write = { kind: 'product', action: 'update', id, sku: 'AMZN-US-B1', fields }
  await world.target.write(byHand, new AbortController().signal)
  dead = false

  const { result } = await world.apply({ retry: first.result.run_id })

  expect(result.operations).toMatchObject({ succeeded: 1, conflict: 1 })
  expect(productOf(world.target, 'AMZN-US-B1')?.attributes.amazon_images).toEqual(['id-own.jpg'])
})

test('refuses to retry a run that is unfinished, and one without failures', async () => {
  const world = createRunWorld()
  const stopped = await world.apply(boots(3), { limits: { budget: 1 } })
  await expect(world.apply({ retry: stopped.result.run_id })).rejects.toMatchObject({ code: 'unfinished' })
  await world.apply({ resume: null })

  await expect(world.apply({ retry: stopped.result.run_id })).rejects.toMatchObject({ code: 'nothing-to-retry' })
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

test('stops beyond the failures that are accepted, and accepts the others', async () => {
  const world = createRunWorld({
    answer: (write) => (write.kind === 'product' && /[13]$/.test(write.sku) ? refusal() : null),
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
    async write(write: Write) {
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

test('ends before the next call when the disk is full, says so, and goes on when there is room', async () => {
  const world = createRunWorld()
  const { database } = world.state
  const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count)
  let full = false
  const target = {
    ...world.target,
    write(write: Write, signal: AbortSignal) {
      if (!full) database.exec(`PRAGMA max_page_count = ${pages}`)
      full = true
      return world.target.write(write, signal)
    },
  }
  const many = boots(400)

  const failed = world.apply(many, { target, concurrency: 1 })

  await expect(failed).rejects.toMatchObject({
    code: 'state-unwritable',
    message: expect.stringContaining('full'),
    hints: expect.arrayContaining([expect.stringMatching(/sync apply --resume/)]),
  })
  database.exec('PRAGMA max_page_count = 1000000')
  const { result } = await world.apply({ resume: null })
  expect(result.status).toBe('complete')
  expect(result.operations.succeeded + result.operations.adopted).toBe(400)
  expect(world.target.snapshot().products).toHaveLength(400)
})

test.each([-40 * 86_400_000, 40 * 86_400_000])('is not confused by a clock that jumps by %i ms', async (jump) => {
  const world = createRunWorld()
  const kill = killAt(isProduct('AMZN-US-B3'), 'after')
  const target = {
    ...world.target,
    write(write: Write, signal: AbortSignal) {
      if (isProduct('AMZN-US-B1')(write)) world.clock.advance(jump)
      return world.target.write(write, signal)
    },
  }
  await expect(world.apply(boots(6), { target: kill.wrap(target), concurrency: 1 })).rejects.toThrow(Killed)
  world.clock.advance(-jump)

  const { result } = await world.apply({ resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 6 } })
  expect(world.target.snapshot().products).toHaveLength(6)
})

test('refuses a plan of another scope or account before anything is written', async () => {
  const world = createRunWorld()

  await expect(world.apply({ plan: planOf(boots(1), 'other') })).rejects.toMatchObject({ code: 'other-scope' })
  const plan = planOf(boots(1))
  plan.target.account = 'another'
  await expect(world.apply({ plan })).rejects.toMatchObject({ code: 'other-account' })
  expect(world.target.calls().writes).toBe(0)
})

test('fails like any other command when the target cannot be reached before the run', async () => {
  const world = createRunWorld()
  const connect = () => Promise.reject(new ProviderError('credentials', 'Memory refuses the credentials.'))

  await expect(world.apply(boots(1), { target: { ...world.target, connect } })).rejects.toThrow(/refuses/)
  expect(listRuns(world.state)).toEqual([])
})

test('links again after a crash without a second pair', async () => {
  const [source, child] = [boot('MCA0032'), boot('AMZN-US-B1')]
  const world = createRunWorld({ seed: bootmaker([source, child]) })
  const plan = [link(source, ['AMZN-US-B1'], { refs: { 'product.AMZN-US-B1': child.id } })]
  const kill = killAt((write) => write.kind === 'link', 'after')
  await expect(world.apply(plan, { target: kill.wrap(world.target) })).rejects.toThrow(Killed)

  const { result } = await world.apply({ resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { adopted: 1 }, calls: { writes: 0 } })
  expect(productOf(world.target, 'MCA0032')?.links.amazon_listings).toEqual([child.id])
})
