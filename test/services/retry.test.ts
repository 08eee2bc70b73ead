import { expect, test } from 'vitest'
import { bootmaker, create, edited, operation, productOf, refusal, upload } from '../applier/world.ts'
import { boots, createRunWorld, Killed, killAt } from './run-world.ts'

test('goes on past an item that is rejected among a thousand, and retries only that', async () => {
  let broken = true
  const world = createRunWorld({
    answer: (write) => (broken && write.kind === 'product' && write.key === 'AMZN-US-B500' ? refusal('value') : null),
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
  expect((await world.state.runs.list()).at(-1)).toMatchObject({ retry_of: first.result.run_id })
})

test('brings an image that failed into the gallery, the thumbnail and the baseline when it is retried', async () => {
  let dead = true
  const world = createRunWorld({
    answer: (write) =>
      dead && write.kind === 'asset' && write.key === '71b.jpg' ? refusal('image-unreachable') : null,
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
  expect((whole?.attributes.amazon_images as string[] | undefined)?.at(1)).toBe(whole?.thumbnail)
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
  const byHand = edited({ id, sku: 'AMZN-US-B1' }, { attributes: { amazon_images: ['id-own.jpg'] } })
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

test('knows after a crash which images a product went without', async () => {
  let dead = true
  const world = createRunWorld({
    answer: (write) =>
      dead && write.kind === 'asset' && write.key === '71b.jpg' ? refusal('image-unreachable') : null,
  })
  const gallery = ['asset.71a.jpg', 'asset.71b.jpg']
  const baseline = {
    fields: ['label'],
    images: gallery.map((asset, n) => ({ slot: `PT0${n}`, image: asset.slice(6, 9), asset })),
    links: {},
  }
  const depends_on = gallery.map((asset) => `upload:${asset}`)
  const product = create('AMZN-US-B1', { attributes: { amazon_images: gallery } }, { depends_on, baseline })
  const plan = [upload('71a.jpg'), upload('71b.jpg'), product]
  const kill = killAt((write) => write.kind === 'product', 'after')
  await expect(world.apply(plan, { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)
  const resumed = await world.apply({ resume: null })
  dead = false

  const { result } = await world.apply({ retry: resumed.result.run_id })

  expect(resumed.result.part?.calls.writes).toBe(0)
  expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 2 } })
  expect(productOf(world.target, 'AMZN-US-B1')?.attributes.amazon_images).toHaveLength(2)
})
