import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { Applied } from '../../../src/model/target.ts'
import { Silence } from '../../../src/providers/plytix/silence.ts'
import { changedProduct, newProduct } from '../../contract/changes.ts'
import { createWorld, FAMILY, familyOf, unowned, type World } from './world.ts'

const plum = (index: number, more: JsonObject = {}) => newProduct(`PLUM-${index}`, { label: `Plum ${index}`, ...more })

const change = ({ id }: World) => changedProduct({ id: id('PEAR'), sku: 'PEAR' }, { label: 'Another pear' })

describe('a silent Plytix', () => {
  it.each(['500-before', 'reset-before', '503', 'html'] as const)(
    'ends a single write after 20 calls without an answer (%s)',
    async (effect) => {
      const world = await createWorld()
      await world.target.connect(world.signal)
      world.sim.options.faults = [{ effect }]

      await expect(world.write(change(world))).rejects.toMatchObject({ code: 'outage' })

      expect(world.sim.counts().reads + world.sim.counts().writes).toBe(20)
    },
  )

  it('ends every write of eight at once, and each after one more call while it lasts', async () => {
    const world = await createWorld()
    await world.write(plum(100))
    world.sim.resetCounts()
    world.sim.options.faults = [{ effect: 'reset-before' }]
    const eight = (): Promise<PromiseSettledResult<Applied>[]> =>
      Promise.allSettled(Array.from({ length: 8 }, (_, index) => world.write(plum(index))))

    const first = await eight()
    expect(first.every((result) => result.status === 'rejected' && result.reason.code === 'outage')).toBe(true)
    expect(world.sim.counts().writes + world.sim.counts().reads).toBeLessThanOrEqual(20 + 8)

    world.sim.resetCounts()
    const second = await eight()
    expect(second.every(({ status }) => status === 'rejected')).toBe(true)
    expect(world.sim.calls).toHaveLength(8)

    world.sim.options.faults = []
    const third = await eight()
    expect(third.every((result) => result.status === 'fulfilled' && result.value.outcome === 'applied')).toBe(true)
  })

  it('is not seen in calls that all break off in one moment, however many', () => {
    const silence = new Silence()
    const calls = Array.from({ length: 30 }, () => silence.depart())
    for (const ended of calls) ended(false)
    expect(silence.outage).toBe(false)

    const next = silence.depart()
    const last = silence.depart()
    next(true)
    last(false)
    expect(silence.outage).toBe(false)
  })

  it('is seen when a call that left after the first failure fails too', () => {
    const silence = new Silence()
    const calls = Array.from({ length: 19 }, () => silence.depart())
    for (const ended of calls) ended(false)
    silence.depart()(false)
    expect(silence.outage).toBe(true)

    silence.depart()(true)
    expect(silence.outage).toBe(false)
  })

  it('is not seen when only one product is answered 500', async () => {
    const world = await createWorld()
    world.sim.options.faults = [{ effect: '500-before', kind: 'write', path: world.id('PEAR') }]

    const refused = await world.write(change(world))

    expect(refused).toMatchObject({ outcome: 'rejected', status: 500, code: 'unavailable' })
    expect(await world.write(plum(1))).toMatchObject({ outcome: 'applied' })
  })

  it('that is back in time costs nothing but calls', async () => {
    const world = await createWorld()
    await world.target.connect(world.signal)
    let calls = 0
    world.sim.options.faults = [{ effect: '503' }]
    const watch = setInterval(() => {
      calls = world.sim.counts().reads + world.sim.counts().writes
      if (calls >= 8) world.sim.options.faults = []
    }, 1)

    const result = await world.write(plum(1))
    clearInterval(watch)

    expect(result).toMatchObject({ outcome: 'applied' })
    expect(calls).toBeGreaterThanOrEqual(8)
  })

  it('is an outage too when only its sign-in is silent', async () => {
    const world = await createWorld()
    await world.target.connect(world.signal)
    world.sim.options.faults = [
      { effect: '401', nth: 1 },
      { effect: '503', kind: 'auth' },
    ]
    await expect(world.write(plum(1))).rejects.toMatchObject({ code: 'outage' })
  })

  it('lets nobody in when a new token is refused as well', async () => {
    const world = await createWorld({ sim: { faults: [{ effect: '401' }] } })
    await expect(world.write(plum(1))).rejects.toMatchObject({ code: 'credentials' })
    expect(world.sim.counts()).toMatchObject({ auth: 2, reads: 2, writes: 0 })
  })
})

describe('being told to stop', () => {
  it('ends a wait for the hour at once, before anything left', async () => {
    const { target, sim, write, signal } = await createWorld({ sim: { limits: [{ limit: 4, window_size: 3600 }] } })
    await target.connect(signal)
    for (let index = 0; index < 3; index += 1) await write(plum(index))
    const stop = new AbortController()
    const waiting = target.write(plum(4), stop.signal)
    stop.abort(new Error('stopped by hand'))

    await expect(waiting).rejects.toThrow('stopped by hand')
    expect(sim.counts().writes).toBe(3)
  })

  it('lets a call in flight end, and finishes what takes seconds', async () => {
    const world = await createWorld({ sim: { latencyMs: 4000 }, asked: { family: FAMILY } })
    const family = familyOf(await world.target.read(unowned, world.signal)).id
    const stop = new AbortController()
    const writing = world.target.write(plum(1, { family }), stop.signal)
    writing.catch(() => undefined)
    while (world.sim.counts().writes === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    stop.abort(new Error('stopped by hand'))

    await expect(writing).resolves.toMatchObject({ outcome: 'applied' })
    expect(world.sim.store.product('PLUM-1')?.family).toBe(family)
  })

  it('gives up what would have to wait for the next hour', async () => {
    const world = await createWorld({ asked: { family: FAMILY } })
    const family = familyOf(await world.target.read(unowned, world.signal)).id
    world.sim.options.faults = [{ effect: '429', path: 'family$', ttl: 3_000_000, window_size: 3600 }]
    const stop = new AbortController()
    const writing = world.target.write(plum(1, { family }), stop.signal)
    writing.catch(() => undefined)
    while (world.target.calls().throttled === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    stop.abort(new Error('stopped by hand'))

    await expect(writing).rejects.toThrow('stopped by hand')
  })
})
